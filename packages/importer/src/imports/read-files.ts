import { isMap } from "@yardmaster/core";
import { readYaml, type YamlDocument } from "@yardmaster/yaml-io";
import type { ReadFile } from "../modules/plan-files.ts";
import type { ImportRequest } from "./import-request.ts";
import type { Refusal } from "./import-result.ts";

export interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** By path. */
  readonly refused: ReadonlyMap<string, readonly Refusal[]>;
}

/** Reads the files of a request, and refuses what is no workflow and no metadata of an action. */
export function readFiles({ files }: Pick<ImportRequest, "files">): ReadFiles {
  const read: ReadFile[] = [];
  const refused = new Map<string, readonly Refusal[]>();
  for (const { path, text } of files) {
    const document = readYaml(text, path);
    const { model } = document;
    const reasons = refuse(document);
    if (reasons.length > 0) refused.set(path, reasons);
    else if (isMap(model)) read.push({ path, document, model });
  }
  return { files: read, refused };
}

function refuse({ model, diagnostics }: YamlDocument): readonly Refusal[] {
  if (diagnostics.length > 0) {
    return diagnostics.map(({ message, hint, place }) => ({
      path: [],
      line: place && "location" in place ? place.location.line : 1,
      reason: message,
      hint: hint ?? "Correct the YAML at this place.",
    }));
  }
  if (isMap(model) && (isMap(model.jobs) || isMap(model.runs))) return [];
  const reason = "This is neither a workflow, which has `jobs`, nor the metadata of an action, which has `runs`.";
  return [{ path: [], line: 1, reason, hint: "Leave the file out." }];
}
