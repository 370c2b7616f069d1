import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Workflow } from "./generated-workflows.ts";

export const orchestratorRepository = "acme/yardmaster";
export const orchestratorSha = "0123456789abcdef0123456789abcdef01234567";

export interface ConsumerRepository {
  /** Folder of the repository that others clone. */
  readonly origin: string;
  /** Folder of a clone, at the default branch. */
  readonly clone: string;
  readonly read: (path: string) => string;
  readonly workflow: (file: string) => Workflow;
  /** Commits the files on a branch of its own. */
  readonly commitOn: (branch: string, files: Readonly<Record<string, string>>) => void;
  readonly dispose: () => void;
}

const template = fileURLToPath(new URL("../../../templates/orchestrator-consumer", import.meta.url));

/** A second repository on disk, made from the template as its README says: copied, pins filled in, committed, cloned. */
export function makeConsumerRepository(): ConsumerRepository {
  const root = mkdtempSync(join(tmpdir(), "yardmaster consumer-"));
  const origin = join(root, "origin");
  const clone = join(root, "clone");
  cpSync(template, origin, { recursive: true });
  fillPins(root, origin);
  git(origin, "init", "--quiet", "--initial-branch", "main");
  commit(origin);
  git(root, "clone", "--quiet", origin, clone);
  const read = (path: string) => readFileSync(join(clone, path), "utf8");
  return {
    origin,
    clone,
    read,
    workflow: (file) => parse(read(`.github/workflows/${file}`)) as Workflow,
    commitOn(branch, files) {
      git(origin, "checkout", "--quiet", "-B", branch);
      for (const [path, text] of Object.entries(files)) writeFileSync(join(origin, path), text);
      commit(origin);
      git(origin, "checkout", "--quiet", "main");
    },
    dispose: () => rmSync(root, { recursive: true }),
  };
}

export function git(folder: string, ...given: readonly string[]): string {
  const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...given], {
    cwd: folder,
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  });
}

function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Take commands");
}

/** Runs the commands of the template's own README, with a `gh` that knows one commit. */
function fillPins(root: string, folder: string): void {
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const script = /^```sh\n(.*?)^```$/ms.exec(readme)?.[1] ?? "";
  const programs = join(root, "bin");
  mkdirSync(programs);
  writeFileSync(join(programs, "gh"), `#!/bin/sh\necho ${orchestratorSha}\n`);
  chmodSync(join(programs, "gh"), 0o755);
  execFileSync("bash", ["-eu", "-c", script], {
    cwd: folder,
    timeout: 30_000,
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` },
  });
}
