import { isMap, type ModelPath, type Value } from "@yardmaster/core";
import { writeMap } from "../values/write-map.ts";
import { writeNoted } from "../values/write-note.ts";
import { writePinned } from "../values/write-pinned.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { type ActionForm, isGithubScript } from "./action-form.ts";
import type { PlacedStep } from "./place-steps.ts";
import { formOf } from "./step-action.ts";
import { optionKeys } from "./step-kind.ts";
import { isInBackground, type StepRoom } from "./step-room.ts";
import { writeOptions } from "./write-options.ts";
import { writeScript } from "./write-script.ts";

/** A step that uses an action: its function, or one of the language's for the text of its `uses`. */
export function writeUses(step: PlacedStep, references: References, { writer, handles }: StepRoom): string {
  const { keys, path } = step;
  const form = formOf(step, writer);
  const target = writeTarget(form, step, references, writer);
  const inputs = writeInputs(form, step, references, writer);
  const behindPin = form.kind === "binding" ? writer.comments.take([...path, "uses"]) : [];
  const isOwn = form.kind === "text" || form.kind === "folder" || form.kind === "odd";
  const outputs = isOwn ? (handles.at(path)?.outputs ?? []) : [];
  const isOfCommit = form.kind === "folder" && form.isOfCommit;
  const options = writeOptions(
    step,
    {
      known: optionKeys.uses,
      written: ["uses", ...(inputs === undefined ? [] : ["with"]), ...(isInBackground(keys) ? ["background"] : [])],
      taken: behindPin.filter(({ position }) => position !== "end").map((comment) => ({ ...comment, path: ["uses"] })),
      added: [
        ...(outputs.length === 0 ? [] : [["outputs", `[${outputs.map(writeString).join(", ")}]`] as const]),
        ...(isOfCommit ? [["from", '"self"'] as const] : []),
      ],
    },
    references,
    writer,
  );
  const given = [...target.given, ...(inputs === undefined && options === undefined ? [] : [inputs ?? "{}"]), options];
  return `${target.function}(${given.filter((each) => each !== undefined).join(", ")})`;
}

function whyOdd(at: ModelPath, { decisions }: ModuleWriter): string {
  return decisions.raw.get(pathKey(at)) ?? "This is no reference to an action that GitHub knows.";
}

interface Target {
  readonly function: string;
  readonly given: readonly string[];
}

function writeTarget(
  form: ActionForm,
  { keys, path }: PlacedStep,
  references: References,
  writer: ModuleWriter,
): Target {
  const at = [...path, "uses"];
  switch (form.kind) {
    case "binding":
      return { function: writer.imported("generated/actions.ts", form.function), given: [] };
    case "local":
      return {
        function: writer.language("useLocal"),
        given: [writer.imported(form.file.module, form.file.exportName)],
      };
    case "folder":
      return { function: writer.language("useFolder"), given: [writer.mark(at) + writeString(form.folder)] };
    case "image":
      return { function: writer.language("useDocker"), given: [writer.mark(at) + writeString(form.image)] };
    case "odd":
      return {
        function: writer.language("use"),
        given: [writeRaw(keys.uses as Value, at, whyOdd(at, writer), writer)],
      };
    case "text":
      return { function: writer.language("use"), given: [writePinned(keys.uses as Value, at, references, writer)] };
  }
}

/** @returns undefined where there are none that the functions of actions take. */
function writeInputs(
  form: ActionForm,
  { keys, path }: PlacedStep,
  references: References,
  writer: ModuleWriter,
): string | undefined {
  const inputs = keys.with;
  const at = [...path, "with"];
  if (!isMap(inputs) || Object.keys(inputs).length === 0) return undefined;
  const isScript = isGithubScript(String(keys.uses)) && typeof inputs.script === "string";
  const isRaw = writer.decisions.raw.has(pathKey(at));
  if (isRaw || (!isScript && form.kind !== "local")) return writeValue(inputs, at, references, writer);
  return writeMap(Object.entries(inputs).map(([name, value]) => [name, writeInput(name, value ?? null)] as const));

  function writeInput(name: string, value: Value): string {
    const of = [...at, name];
    // A script takes no comments: they are the step's.
    if (isScript && name === "script") return writeScript(value, of, "js", references, writer).source;
    const source = writeValue(form.kind === "local" ? asText(value) : value, of, references, writer);
    return writeNoted(source, writer.comments.take(of), writer);
  }
}

/** The action gets a text, and that is what the handle of one takes. */
function asText(value: Value): Value {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
