import { spawnSync } from "node:child_process";

export type ChangedFiles = { readonly files: readonly string[] } | { readonly refusal: string };

/**
 * What differs from where the work began: commits since then, what is not committed, and files that git does not know yet.
 * @param revision without one, that of `main`, or of `origin/main` where there is no such branch
 * @returns paths relative to the root; of a file that was renamed both
 */
export function findChangedFiles(root: string, revision: string | undefined): ChangedFiles {
  const git = (...given: readonly string[]) => {
    const { status, stdout } = spawnSync("git", given, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
    return status === 0 ? stdout : undefined;
  };
  const candidates = revision === undefined ? ["main", "origin/main"] : [revision];
  const base = candidates.map((each) => git("merge-base", "HEAD", each)?.trim()).find((each) => each !== undefined);
  if (base === undefined) return { refusal: `Git knows no ${candidates.join(" or ")} to compare with.` };
  const changed = git("diff", "--name-only", "--no-renames", "-z", base);
  const unknown = git("ls-files", "--others", "--exclude-standard", "-z");
  if (changed === undefined || unknown === undefined) return { refusal: "Git cannot say what has changed." };
  return { files: [...new Set(`${changed}${unknown}`.split("\0").filter((path) => path !== ""))].sort() };
}
