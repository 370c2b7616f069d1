import type { SourceMap } from "node:module";
import { relative, resolve, sep } from "node:path";
import type { SourceLocation } from "@yardmaster/core";
import { bundleFileName } from "./evaluate-bundle.ts";
import { isLanguageFile } from "./language-files.ts";

const framePattern = new RegExp(`${bundleFileName.replaceAll(".", "\\.")}:(\\d+):(\\d+)\\)?$`);

/**
 * The innermost frame that an author can edit, as a place in TypeScript; undefined when the stack has none.
 * Packages, this program's own language and generated bindings are skipped.
 */
export function locateStack(stack: string, map: SourceMap, root: string): SourceLocation | undefined {
  for (const line of stack.split("\n")) {
    const frame = /^\s+at /.test(line) ? framePattern.exec(line.trimEnd()) : null;
    if (!frame) continue;
    const entry = map.findEntry(Number(frame[1]) - 1, Number(frame[2]) - 1);
    if (!("originalSource" in entry)) continue;
    const file = relative(root, resolve(root, entry.originalSource)).replaceAll(sep, "/");
    if (isAuthored(file, root)) return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
  return undefined;
}

function isAuthored(file: string, root: string): boolean {
  if (file.startsWith("../") || file.startsWith("generated/") || file.split("/").includes("node_modules")) return false;
  return !isLanguageFile(resolve(root, file));
}
