import { dirname, join } from "node:path";
import { findRoot } from "@yardmaster/compiler/host";
import type { Files } from "@yardmaster/core";

export interface InitRoot {
  /** Absolute. */
  readonly root: string;
  readonly isGit: boolean;
}

/** The nearest folder, from here upwards, that has sources or is git's; else this one. GitHub reads no folder below it. */
export async function findInitRoot(cwd: string, files: Files): Promise<InitRoot> {
  const git = findGitRoot(cwd, files);
  const sources = await findRoot(cwd, files);
  const found = [git, sources].filter((path) => path !== undefined).sort((a, b) => b.length - a.length);
  return { root: found[0] ?? cwd, isGit: git !== undefined };
}

function findGitRoot(folder: string, files: Files): string | undefined {
  if (files.lastChange([join(folder, ".git")]) > 0) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findGitRoot(parent, files);
}
