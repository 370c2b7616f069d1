import { dirname, join } from "node:path";
import type { Files } from "@yardmaster/core";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Problem } from "../sources/problem.ts";
import { rootBelowRepository, rootUnread } from "./diagnostics.ts";

/**
 * GitHub reads workflows at the root of a repository and nowhere else: one warning for each other folder that they are
 * written to, at its first workflow.
 * @param root of the checkout, absolute.
 */
export async function findUnreadRoots(
  documents: readonly LoadedDocument[],
  root: string,
  files: Files,
): Promise<readonly Problem[]> {
  const firsts = new Map<string, LoadedDocument>();
  for (const loaded of documents) {
    if (loaded.document.yardmaster !== "workflow") continue;
    const folder = loaded.document.root ?? "";
    if (!firsts.has(folder)) firsts.set(folder, loaded);
  }
  const found = [...firsts].map(async ([folder, { source, index }]): Promise<readonly Problem[]> => {
    const isRead = folder === "" ? !(await isInsideRepository(root, files)) : await hasGit(join(root, folder), files);
    if (isRead) return [];
    const diagnostic = folder === "" ? rootBelowRepository({}, { path: [] }) : rootUnread({ folder }, { path: [] });
    return [{ diagnostic, source, document: { source, index } }];
  });
  return (await Promise.all(found)).flat();
}

/** Below the root of a repository; not in one at all counts as its root, as in an archive without its history. */
async function isInsideRepository(folder: string, files: Files): Promise<boolean> {
  if (await hasGit(folder, files)) return false;
  for (let above = dirname(folder); ; above = dirname(above)) {
    if (await hasGit(above, files)) return true;
    if (above === dirname(above)) return false;
  }
}

/** A folder of a repository; a file of a submodule or a further worktree. */
async function hasGit(folder: string, files: Files): Promise<boolean> {
  const path = join(folder, ".git");
  return (await files.isFolder(path)) || (await files.read(path)) !== undefined;
}
