import { spawnSync } from "node:child_process";
import { makeRepository, type TestRepository } from "./repository.ts";

export interface GitRepository extends TestRepository {
  /** @returns what git wrote to stdout. */
  readonly git: (...args: readonly string[]) => string;
  /** Commits sources and generated files as they are. */
  readonly commit: () => void;
}

/** A repository of git's own, without anybody's settings. */
export function makeGitRepository(content: Readonly<Record<string, string>>): GitRepository {
  const repository = makeRepository({ ".gitignore": "node_modules/\n", ...content });
  const git = (...args: readonly string[]) => runGit(repository.root, args);
  git("init", "-q", "-b", "main");
  const commit = () => {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "work");
  };
  return Object.assign(repository, { git, commit });
}

function runGit(cwd: string, args: readonly string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.test", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
