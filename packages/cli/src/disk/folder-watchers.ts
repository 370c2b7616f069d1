import { type FSWatcher, watch } from "node:fs";
import { basename, join, sep } from "node:path";
import { isBelow, isFolderNow, isHidden, isNamesOnly, visitFolders } from "./visit-folders.ts";

export interface FolderWatchers {
  /** Watches a folder alone, also when another one takes its place. */
  readonly add: (folder: string) => void;
  readonly close: () => void;
}

/** Systems whose watch of a folder takes in all that is below. Elsewhere, Node would ask after each file again and again. */
const watchesTrees = process.platform === "darwin" || process.platform === "win32";

/**
 * Watches a folder and what is below it, as {@link import("../program/watching.ts").Watch} says.
 * @param linked the folder below which links to folders are followed.
 * @param onChange an absolute path; the folder itself where the system gives no name.
 * @param onRefused a folder that cannot be watched, and the system's code, such as ENOSPC where it has no watch left.
 */
export function folderWatchers(
  root: string,
  linked: string,
  onChange: (path: string) => void,
  onRefused: (folder: string, code: string) => void,
): FolderWatchers {
  const watchers = new Map<string, FSWatcher>();
  /** Outside the root: what else happens beside them, as in a folder of the system for temporary files, is not followed. */
  const alone = new Set<string>();

  const close = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const refused = (folder: string, { code = "unknown" }: NodeJS.ErrnoException): void => {
    close(folder);
    // It is gone again; Windows says so by EPERM.
    if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EPERM") onRefused(folder, code);
  };
  const open = (folder: string, isTree: boolean): void => {
    if (watchers.has(folder)) return;
    try {
      const told = (name: string | null): void => {
        const path = name === null ? folder : join(folder, name);
        if (isTree && isPassedOver(path.slice(folder.length))) return;
        renew(path);
        onChange(path);
      };
      const watcher = watch(folder, { recursive: isTree }, (_, name) => told(name));
      watchers.set(folder, watcher);
      watcher.on("error", (error) => {
        refused(folder, error);
        onChange(folder);
      });
    } catch (error) {
      refused(folder, error as NodeJS.ErrnoException);
    }
  };
  const openBelow = (folder: string): void => {
    visitFolders(folder, linked, (path, _, isLink) => {
      if (!watchesTrees || path === root || isLink) open(path, watchesTrees);
    });
  };
  /** Follows what was told of a path: a folder that is new, another one, or gone. */
  const renew = (path: string): void => {
    const isFolder = isFolderNow(path);
    const known = [...watchers.keys()].filter((folder) => folder !== root && isBelow(folder, path));
    if (!isFolder && known.length === 0) return;
    // A folder of that name may be another one than the one that is watched.
    for (const folder of known) close(folder);
    const isInTree = isBelow(path, root) && !isHidden(basename(path));
    if (isFolder && isInTree && (!watchesTrees || isBelow(path, linked))) openBelow(path);
    const again = [...known, ...[...alone].filter((folder) => isBelow(folder, path))];
    for (const folder of again) if (isFolderNow(folder)) open(folder, false);
  };
  openBelow(root);
  return {
    add: (folder) => {
      const isTaken = watchesTrees && isBelow(folder, root) && !isPassedOver(join(folder.slice(root.length), "file"));
      if (isTaken) return;
      alone.add(folder);
      open(folder, false);
    },
    close: () => {
      for (const folder of [...watchers.keys()]) close(folder);
    },
  };
}

/** @param below a path, relative to the folder that is watched with all below it. */
function isPassedOver(below: string): boolean {
  const names = below.split(sep).filter((name) => name !== "");
  const folders = names.slice(0, -1);
  const packages = names.findIndex(isNamesOnly);
  return folders.some(isHidden) || (packages !== -1 && names.length > packages + 2);
}
