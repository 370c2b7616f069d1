import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseGlobPattern } from "@yardmaster/core";

/**
 * Files of a folder that patterns name, from the folder, with forward slashes, sorted. Patterns are tried in order, and
 * the last that fits a file decides. Source: actions/toolkit, `packages/glob`.
 */
export function matchFiles(folder: string, patterns: readonly string[]): readonly string[] {
  const parsed = patterns.flatMap((pattern) => parseGlobPattern(pattern) ?? []);
  if (parsed.length === 0) return [];
  return listFiles(folder, "").filter((path) => {
    const last = parsed.findLast((pattern) => pattern.matches(path));
    return last !== undefined && !last.isNegated;
  });
}

/** All files below a folder; links are what they lead to, folders behind links are not looked into. */
export function listFiles(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry): readonly string[] => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(root, path);
      return entry.isFile() || (entry.isSymbolicLink() && isFile(join(root, path))) ? [path] : [];
    })
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
