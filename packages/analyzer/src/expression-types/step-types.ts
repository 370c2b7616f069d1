import { actionName, isWithin, jobResults, type ModelPath, type StepView, type ValueMap } from "@yardmaster/core";
import type { TypedDocument } from "./document.ts";
import { objectOf, oneOf, type ScalarType, textType, type ValueType } from "./value-type.ts";

/** The `steps` of a job or of a composite action, where `path` stands in it. */
export function stepsType(all: readonly StepView[], path: ModelPath, document: TypedDocument): ValueType {
  const here = all.findLastIndex((step) => isWithin(path, step.path));
  const group = here === -1 ? undefined : all[here]?.path.lastIndexOf("parallel");
  // Of steps that run at the same time, nobody knows which comes first.
  const isEarlier = (step: StepView, index: number) =>
    here === -1 || index < here || (group !== undefined && group !== -1 && isBeside(step, all[here], group));
  const known: (readonly [string, ValueType])[] = [];
  const later = new Set<string>();
  for (const [index, step] of all.entries()) {
    const { id } = step.keys;
    // An id that is computed is none that one could look for.
    if (typeof id !== "string") continue;
    if (isEarlier(step, index)) known.push([id, stepType(id, step, document)]);
    else later.add(id.toLowerCase());
  }
  return objectOf(known, { of: "steps", later });
}

function isBeside(step: StepView, here: StepView | undefined, group: number): boolean {
  return step !== here && here !== undefined && isWithin(step.path, here.path.slice(0, group + 1));
}

function stepType(id: string, step: StepView, document: TypedDocument): ValueType {
  return objectOf(
    [
      ["outputs", outputsType(id, step, document)],
      ["outcome", stepResult(undefined)],
      ["conclusion", stepResult(step.keys["continue-on-error"] === true ? { id, step } : undefined)],
    ],
    { of: "context", name: `steps.${id}` },
  );
}

function stepResult(tolerant: { readonly id: string; readonly step: StepView } | undefined): ScalarType {
  if (!tolerant) return oneOf([...jobResults, null]);
  const path = [...tolerant.step.path, "continue-on-error"];
  const values = [...jobResults.filter((result) => result !== "failure"), null];
  return { ...oneOf(values), tolerated: { holder: "step", id: tolerant.id, path } };
}

/** What the action declares. */
function outputsType(id: string, { uses }: StepView, { facts }: TypedDocument): ValueType {
  const open = objectOf([], { of: "context", name: `steps.${id}.outputs` }, textType);
  if (!uses) return open;
  if (uses.kind === "local") {
    const fact = facts.action(uses.folder);
    if (typeof fact === "string" || !("metadata" in fact)) return open;
    // Of a composite action, another rule tells what it does not declare.
    if (fact.metadata.using === "composite") return open;
    return declared(id, uses.text, fact.metadata.using, fact.metadata.outputs);
  }
  if (uses.kind !== "repository") return open;
  const metadata = facts.published(actionName(uses), uses.ref);
  return metadata ? declared(id, uses.text, metadata.using, metadata.outputs) : open;
}

function declared(step: string, action: string, using: string, outputs: readonly string[]): ValueType {
  // A program may set what it likes; but our own table, which says of none what runs it, has `*` for those that do.
  const isClosed = using === "composite" || using === "";
  return objectOf(
    outputs.map((name) => [name, textType] as const),
    { of: "step-outputs", step, action, isClosed },
  );
}

/** Whether a step is one that runs beside others, so that it may not have ended when the next one begins. */
export function isInBackground({ keys, path }: StepView): boolean {
  return keys.background !== undefined || path.includes("parallel");
}

export function isTolerant(keys: ValueMap): boolean {
  const { "continue-on-error": tolerated = false } = keys;
  return tolerated !== false && tolerated !== null;
}
