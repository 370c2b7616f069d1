import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A repository that anybody can read, at a commit. */
export interface PublicRepository {
  /** OWNER/NAME. */
  readonly repository: string;
  /** 40 hexadecimal digits. */
  readonly commit: string;
}

export const listPath = fileURLToPath(new URL("repositories.json", import.meta.url));

/** @throws an Error that names what is wrong with the list. */
export function readList(path: string): readonly PublicRepository[] {
  const list = JSON.parse(readFileSync(path, "utf8")) as readonly PublicRepository[];
  for (const { repository, commit } of list) {
    if (!/^[\w-]+\/(?!\.)[\w.-]+$/.test(repository)) throw new Error(`"${repository}" is no OWNER/NAME.`);
    if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`The commit of ${repository} has no 40 digits.`);
  }
  return list;
}

/** @returns why the folder is not the repository at its commit; undefined where it is. */
export function whyNot(folder: string, { commit }: PublicRepository): string | undefined {
  if (!existsSync(folder)) return "is not there: --fetch brings it";
  if (!existsSync(join(folder, ".git"))) return undefined;
  const { status, stdout } = git(folder, "rev-parse", "HEAD");
  if (status !== 0) return "has no commit: remove it, and --fetch brings it";
  return stdout.trim() === commit ? undefined : `is at ${stdout.trim()}, not at ${commit}`;
}

/**
 * Brings a repository at its commit, and no other commit.
 * @param server such as `https://github.com`.
 * @returns what git says where it fails.
 */
export function fetchRepository(
  folder: string,
  server: string,
  { repository, commit }: PublicRepository,
): string | undefined {
  mkdirSync(folder, { recursive: true });
  const steps = [
    ["init", "--quiet"],
    ["fetch", "--quiet", "--depth=1", `${server}/${repository}`, commit],
    ["checkout", "--quiet", "--detach", commit],
  ];
  for (const step of steps) {
    const { status, stderr } = git(folder, ...step);
    if (status !== 0) return stderr.trim();
  }
  return undefined;
}

function git(cwd: string, ...given: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
  return spawnSync("git", given, { cwd, env, encoding: "utf8", timeout: 600_000 });
}
