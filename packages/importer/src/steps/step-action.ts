import { isMap } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { type ActionForm, actionForm } from "./action-form.ts";
import type { PlacedStep } from "./place-steps.ts";

/** What the `uses` of a step becomes. */
export function formOf({ keys, path }: PlacedStep, { plan, file, decisions }: ModuleWriter): ActionForm {
  const at = [...path, "uses"];
  if (decisions.raw.has(pathKey(at))) return { kind: "odd" };
  const inputs = isMap(keys.with) ? keys.with : {};
  const isPlain = decisions.plain.has(pathKey(path)) || decisions.plain.has(pathKey(at));
  const version = endComments(file.document).get(pathKey(at));
  return actionForm({ uses: String(keys.uses), inputs, version, isPlain }, plan, file);
}

const known = new WeakMap<YamlDocument, ReadonlyMap<string, string>>();

/** The texts behind values, by path. */
function endComments(document: YamlDocument): ReadonlyMap<string, string> {
  let found = known.get(document);
  if (!found) {
    const comments = document.comments().filter(({ kind }) => kind === "endOfLine");
    found = new Map(comments.map(({ path, text }) => [pathKey(path), text.replace(/^# /, "")]));
    known.set(document, found);
  }
  return found;
}
