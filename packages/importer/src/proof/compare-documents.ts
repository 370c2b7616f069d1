import type { YamlDocument } from "@yardmaster/yaml-io";
import { compareComments } from "./compare-comments.ts";
import { compareModels } from "./compare-models.ts";
import type { Difference } from "./difference.ts";

/**
 * Where a file would be read by GitHub, or by people, in another way than its original: nowhere, and they are equal.
 * @param made without the line that `gen` writes at its top.
 */
export function compareDocuments(original: YamlDocument, made: YamlDocument): readonly Difference[] {
  if (original.model === undefined || made.model === undefined) {
    return [
      {
        kind: "value",
        path: [],
        wanted: original.model,
        got: made.model,
        reason: "One of the texts is no valid YAML.",
      },
    ];
  }
  const { lost, added } = compareComments(original, made);
  return [...compareModels(original.model, made.model), ...lost, ...added];
}
