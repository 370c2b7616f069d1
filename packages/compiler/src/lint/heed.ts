import { asMap, type Diagnostic, type ModelPath, type YamlTree } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";
import { suppressibleCodes } from "../documents/heed-comments.ts";

/** Takes away what comments of the file answer. */
export async function heed(found: readonly Diagnostic[], document: YamlDocument): Promise<readonly Diagnostic[]> {
  const { applySuppressions, mentionsSuppression } = await import("@yardmaster/analyzer");
  if (!mentionsSuppression(document.text)) return found;
  const [first] = Object.keys(asMap(document.model) ?? {});
  const comments = document.comments().map(({ kind, path, text }) => {
    // What stands before everything is about everything.
    const isTop = kind === "above" && path.length === 1 && path[0] === first;
    return { path: isTop ? [] : path, isAtEnd: kind === "endOfLine", text };
  });
  const pathOf = (diagnostic: Diagnostic) => nodeOf(diagnostic, document.tree);
  return applySuppressions(found, comments, pathOf, await suppressibleCodes()).kept;
}

/** The innermost node that a diagnostic is about. */
export function nodeOf({ place }: Pick<Diagnostic, "place">, tree: YamlTree): ModelPath {
  if (place && "location" in place) return tree.pathAt(place.location.line, place.location.column) ?? [];
  return place && "path" in place ? place.path : [];
}
