import { isMap, type LabelSite, type ModelPath, type TextAt, type Value } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";

/** `runs-on` as a label, a list of them, or a map that has either. */
export function findLabels({ text, model, ranges }: YamlDocument, file: string): readonly LabelSite[] {
  if (model === undefined || !isMap(model) || !isMap(model.jobs)) return [];
  const lines = text.split("\n");
  const labels = Object.entries(model.jobs).flatMap(([id, job]) => {
    const runsOn = isMap(job) ? job["runs-on"] : undefined;
    const path = ["jobs", id, "runs-on"];
    return isMap(runsOn) ? labelsOf(runsOn.labels, [...path, "labels"]) : labelsOf(runsOn, path);
  });
  return labels.flatMap(({ path, value }) => {
    const range = ranges(path);
    if (!range || range.line !== range.endLine) return [];
    const written = (lines[range.line - 1] ?? "").slice(range.column - 1, range.endColumn - 1);
    return [{ label: value, path, written, location: { file, ...range } }];
  });
}

function labelsOf(value: Value | undefined, path: ModelPath): readonly TextAt[] {
  if (typeof value === "string") return [{ path, value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) => (typeof item === "string" ? [{ path: [...path, index], value: item }] : []));
}
