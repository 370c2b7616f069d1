import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "../helpers/start-program.ts";

const script = startProgram("scripts/github/write_release_notes.ts");

/** No configuration of this machine's, and fixed people and instants. */
const gitEnv = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_AUTHOR_DATE: "2026-11-22T15:06:00Z",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
  GIT_COMMITTER_DATE: "2026-11-22T15:06:00Z",
};

export interface GitRepository {
  readonly folder: string;
  readonly git: (...given: readonly string[]) => string;
  /** @returns the abbreviated hash, as the notes name it. */
  readonly commit: (message: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly notes: (
    argv: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => { readonly code: number | null; readonly stdout: string; readonly stderr: string };
  readonly dispose: () => void;
}

export function makeGitRepository(): GitRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-notes-")));
  const env = { ...process.env, ...gitEnv };
  const git = (...given: readonly string[]) =>
    execFileSync("git", given, { cwd: folder, env, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  return {
    folder,
    git,
    commit: (message) => {
      execFileSync("git", ["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-"], {
        cwd: folder,
        env,
        input: message,
      });
      return git("rev-parse", "--short", "HEAD");
    },
    write: (path, text) => writeFileSync(join(folder, path), text),
    notes: (argv, more = {}) => {
      const result = spawnSync(process.execPath, [...script, ...argv], {
        cwd: folder,
        env: { ...env, ...more },
        encoding: "utf8",
        timeout: 30_000,
      });
      return { code: result.status, stdout: result.stdout, stderr: result.stderr };
    },
    dispose: () => rmSync(folder, { recursive: true }),
  };
}
