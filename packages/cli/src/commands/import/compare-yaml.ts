import type { ModelPath } from "@yardmaster/core";
import { compareDocuments, nearestPlace, type Refusal } from "@yardmaster/importer";
import { readHeader, readYaml } from "@yardmaster/yaml-io";

/** How what a module makes differs from its original, as GitHub reads both and in comments; nothing where they are equal. */
export function compareYaml(
  original: { readonly path: string; readonly text: string },
  made: string,
): readonly Refusal[] {
  const before = readYaml(original.text, original.path);
  const after = readYaml(readHeader(made)?.body ?? made, original.path);
  return compareDocuments(before, after).map(({ path, reason }) => ({
    ...{ path, reason, line: nearestPlace(path, before).line },
    hint: "Edit the module where it makes this.",
  }));
}

/** Where a node stands, or the nearest one around it that a file has. */
export function lineOf(
  path: ModelPath,
  { path: file, text }: { readonly path: string; readonly text: string },
): number {
  return nearestPlace(path, readYaml(text, file)).line;
}
