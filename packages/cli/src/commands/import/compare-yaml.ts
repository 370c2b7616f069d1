import type { ModelPath } from "@yardmaster/core";
import { compareDocuments, type Refusal } from "@yardmaster/importer";
import { readHeader, readYaml, type YamlDocument } from "@yardmaster/yaml-io";

/** How what a module makes differs from its original, as GitHub reads both and in comments; nothing where they are equal. */
export function compareYaml(
  original: { readonly path: string; readonly text: string },
  made: string,
): readonly Refusal[] {
  const before = readYaml(original.text, original.path);
  const after = readYaml(readHeader(made)?.body ?? made, original.path);
  return compareDocuments(before, after).map(({ path, reason }) => ({
    ...{ path, reason, line: lineOf(path, before) },
    hint: "Edit the module where it makes this.",
  }));
}

/** Of the node, or of the nearest one around it that the original has. */
function lineOf(path: ModelPath, document: Pick<YamlDocument, "keyRange" | "ranges">): number {
  const range = path.length === 0 ? undefined : (document.keyRange(path) ?? document.ranges(path));
  if (range) return range.line;
  return path.length === 0 ? 1 : lineOf(path.slice(0, -1), document);
}
