import type { SourceMap } from "node:module";
import { relative, resolve, sep } from "node:path";
import type { SourceLocation } from "@yardmaster/core";
import { bundleFileName } from "./evaluate-bundle.ts";
import { isLanguageFile } from "./language-files.ts";

/** esbuild's helpers that evaluate a module for the one which imports it. */
const importPattern = /^\s+at (?:Object\.)?__(?:init|require) /;
const framePattern = new RegExp(`${bundleFileName.replaceAll(".", "\\.")}:(\\d+):(\\d+)\\)?$`);

/**
 * The innermost frame that an author can edit, as a place in TypeScript; undefined when the stack has none.
 * Packages, this program's own language and generated bindings are skipped.
 */
export function locateStack(stack: string, map: SourceMap, root: string): SourceLocation | undefined {
  for (const line of stack.split("\n")) {
    const location = locateFrame(line, map, root);
    if (location) return location;
  }
  return undefined;
}

/**
 * All frames that an author can edit, innermost first: the call, and those that led to it. Where the module was evaluated for
 * another's import, that one called nothing.
 */
export function locateCalls(stack: string, map: SourceMap, root: string): readonly SourceLocation[] {
  const lines = stack.split("\n");
  const located = (line: string) => locateFrame(line, map, root) ?? [];
  const end = lines.findIndex((line) => importPattern.test(line));
  const own = lines.slice(0, end < 0 ? undefined : end).flatMap(located);
  return own.length > 0 || end < 0 ? own : lines.slice(end).flatMap(located).slice(0, 1);
}

/** Whether the author wrote only the import of the module that made the call, and neither the module nor a call of it. */
export function isMadeByImport(stack: string, map: SourceMap, root: string): boolean {
  const lines = stack.split("\n");
  const end = lines.findIndex((line) => importPattern.test(line));
  const isAuthors = (line: string) => locateFrame(line, map, root) !== undefined;
  return end >= 0 && !lines.slice(0, end).some(isAuthors) && lines.slice(end).some(isAuthors);
}

function locateFrame(line: string, map: SourceMap, root: string): SourceLocation | undefined {
  const frame = /^\s+at /.test(line) ? framePattern.exec(line.trimEnd()) : null;
  if (!frame) return undefined;
  const entry = map.findEntry(Number(frame[1]) - 1, Number(frame[2]) - 1);
  if (!("originalSource" in entry)) return undefined;
  const file = relative(root, resolve(root, entry.originalSource)).replaceAll(sep, "/");
  return isAuthored(file, root) ? { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 } : undefined;
}

function isAuthored(file: string, root: string): boolean {
  if (file.startsWith("../") || file.startsWith("generated/") || file.split("/").includes("node_modules")) return false;
  return !isLanguageFile(resolve(root, file));
}
