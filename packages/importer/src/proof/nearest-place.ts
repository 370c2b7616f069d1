import type { ModelPath } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";

/** Where a node's key stands, or of the innermost node around it that the document has. Both count from 1. */
export function nearestPlace(
  path: ModelPath,
  document: Pick<YamlDocument, "keyRange" | "ranges">,
): { readonly line: number; readonly column: number } {
  if (path.length === 0) return { line: 1, column: 1 };
  const range = document.keyRange(path) ?? document.ranges(path);
  return range ? { line: range.line, column: range.column } : nearestPlace(path.slice(0, -1), document);
}
