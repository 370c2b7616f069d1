import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join, sep } from "node:path";

/**
 * Visits a folder and those below it, each before it is listed: who begins to watch it then misses nothing. Hidden folders
 * are left out, and what is below `node_modules`.
 * @param linked the folder below which links to folders are followed; one that leads back up is not.
 * @param visit `isLink`: the folder is a link to one elsewhere.
 */
export function visitFolders(
  folder: string,
  linked: string,
  visit: (folder: string, entries: () => readonly Dirent[], isLink: boolean) => void,
  above: readonly string[] = [],
): void {
  const isLinked = isBelow(folder, linked);
  const real = isLinked ? realPathOf(folder) : folder;
  if (real === undefined || above.includes(real)) return;
  let listed: readonly Dirent[] | undefined;
  const entries = () => (listed ??= entriesOf(folder));
  visit(folder, entries, above.length > 0 && real !== join(above.at(-1) ?? "", basename(folder)));
  if (isNamesOnly(basename(folder))) return;
  for (const entry of entries()) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory() || (isLinked && entry.isSymbolicLink() && isFolderNow(path));
    if (isFolder && !isHidden(entry.name)) visitFolders(path, linked, visit, [...above, real]);
  }
}

export function isHidden(name: string): boolean {
  return name.startsWith(".") && name !== ".github";
}

/** Whether only the names in a folder are watched. */
export function isNamesOnly(name: string): boolean {
  return name === "node_modules";
}

export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

export function isFolderNow(path: string): boolean {
  return stateOf(path)?.isDirectory() === true;
}

/** Undefined for what is not there, and for a link that leads nowhere or to itself. */
export function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // who reads it says so
  }
}

function realPathOf(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined; // gone again
  }
}

/** Nothing of a folder that is gone, or not to be read: who reads it says so. */
export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
