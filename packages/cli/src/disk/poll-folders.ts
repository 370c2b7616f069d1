import type { Dirent } from "node:fs";
import { join } from "node:path";
import { entriesOf, stateOf, visitFolders } from "./visit-folders.ts";

/** Of a file that changed this shortly before it was looked at, its times do not tell a further change. */
const freshMilliseconds = 100;

/** What is looked at again and again where the system tells nothing. */
export interface PolledFolders {
  /** Looks at a folder alone as well. */
  readonly add: (folder: string) => void;
  /** @returns paths that differ from the last time. Absolute. */
  readonly look: () => readonly string[];
}

/** As {@link import("./folder-watchers.ts").folderWatchers}. */
export function pollFolders(root: string, linked: string): PolledFolders {
  const alone = new Set<string>();
  const lookAtAll = (): Map<string, string> => {
    const found = new Map<string, string>();
    visitFolders(root, linked, (folder, entries) => note(folder, entries(), found));
    for (const folder of alone) note(folder, entriesOf(folder), found);
    return found;
  };
  let known = lookAtAll();
  return {
    add: (folder) => {
      if (alone.has(folder)) return;
      alone.add(folder);
      note(folder, entriesOf(folder), known);
    },
    look: () => {
      const found = lookAtAll();
      const changed = [...found].flatMap(([path, state]) => (known.get(path) === state ? [] : [path]));
      const gone = [...known.keys()].filter((path) => !found.has(path));
      known = found;
      return [...changed, ...gone];
    },
  };
}

function note(folder: string, entries: readonly Dirent[], into: Map<string, string>): void {
  for (const { name } of entries) {
    const path = join(folder, name);
    const found = stateOf(path);
    if (!found) continue;
    const isFresh = Date.now() - found.ctimeMs < freshMilliseconds;
    const state = `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}${isFresh ? " fresh" : ""}`;
    into.set(path, found.isDirectory() ? "folder" : state);
  }
}
