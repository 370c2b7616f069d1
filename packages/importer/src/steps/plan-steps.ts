import { contextsOf, expressionsIn, type ModelPath, type Value, type ValueMap, valueAt } from "@yardmaster/core";
import { writeRaw } from "../values/write-raw.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import type { ActionForm } from "./action-form.ts";
import { nameStep } from "./name-step.ts";
import { isList, type PlacedStep, placeSteps } from "./place-steps.ts";
import { readersAround } from "./readers-around.ts";
import { formOf } from "./step-action.ts";
import { stepFunctionAt } from "./step-functions.ts";
import { type StepHandle, StepHandles } from "./step-handles.ts";
import { stepKind } from "./step-kind.ts";
import { findUses, type StepUse } from "./step-reads.ts";
import type { StepRoom } from "./step-room.ts";
import { jobFitsShell } from "./template-language.ts";
import { writeStep } from "./write-step.ts";

export interface PlannedSteps {
  /** Whether a step that becomes a constant reads a context, such as `matrix`, which has to be known before the job. */
  declaresRead(context: string): boolean;
  /** What the holder's own expressions read of the steps: its outputs and what else is computed after them. */
  references(outer: References): References;
  /** Declares the steps that others read. Once. @returns the source of the list. */
  write(outer: References): string;
}

/**
 * Names the steps that others read, before anything is written. Handles are declared by `writer.declare`, in the order of
 * the steps: of an action, the writer given has to put its statements where the inputs are known.
 * @param path `jobs.<id>.steps`, or `runs.steps` of an action.
 */
export function planSteps(steps: Value | undefined, path: ModelPath, writer: ModuleWriter): PlannedSteps {
  const list = isList(steps) ? steps : [];
  const placed = placeSteps(list, path);
  const handles = new StepHandles(nameHandles(placed, path, writer));
  const byPath = new Map(placed.map((step) => [pathKey(step.path), step]));
  return {
    declaresRead: (context) =>
      placed.some((step) => handles.at(step.path) && readsContext(step.keys, step.path, context)),
    references: (outer) => handles.before(Number.POSITIVE_INFINITY, outer),
    write: (outer) => {
      if (steps === undefined) return "[]";
      if (!isList(steps)) return writeValue(steps, path, outer, writer);
      const room: StepRoom = { writer, handles, fitsShell: jobFitsShell(path, writer.file), writeChild: write };
      return writeList(path, list.length, write, writer);

      function write(at: ModelPath): string {
        const step = byPath.get(pathKey(at));
        if (!step) return writeRaw(valueAt(at.slice(path.length), list) ?? null, at, "This is no step.", writer);
        const source = writeStep(step, handles.before(step.order, outer), room);
        const handle = handles.at(at);
        if (!handle) return source;
        writer.declare(`const ${handle.name} = ${source};`);
        return handle.name;
      }
    },
  };
}

/** Steps that repeat in the module are a function of it, which the first list that has them declares. */
function writeList(path: ModelPath, count: number, write: (at: ModelPath) => string, writer: ModuleWriter): string {
  const items: string[] = [];
  for (let index = 0; index < count; ) {
    const repeated = stepFunctionAt([...path, index], writer);
    const all = Array.from({ length: repeated?.count ?? 1 }, (_, offset) => [...path, index + offset]);
    index += all.length;
    if (!repeated) items.push(...all.map(write));
    else {
      const call = `${repeated.use(writer, () => all.map(write))}()`;
      items.push(repeated.count === 1 ? call : `...${call}`);
      // Those of each copy are the same.
      for (const at of all) writer.comments.takeBelow(at);
    }
  }
  const [only = "", ...others] = items;
  return others.length === 0 && only.startsWith("...") ? only.slice(3) : `[${items.join(", ")}]`;
}

function readsContext(keys: ValueMap, path: ModelPath, context: string): boolean {
  return expressionsIn(keys, path).some(({ expression }) => contextsOf(expression).includes(context));
}

function nameHandles(placed: readonly PlacedStep[], path: ModelPath, writer: ModuleWriter): readonly StepHandle[] {
  const uses = findUses(placed, readersAround(path, writer.file));
  return placed.flatMap((step) => {
    const use = uses.get(step);
    const handle = use && handleOf(step, use, writer);
    return handle ? [handle] : [];
  });
}

/** @returns undefined where the step has no handle, or none of what is read is a property of it. */
function handleOf(step: PlacedStep, { outputs, isAskedFor }: StepUse, writer: ModuleWriter): StepHandle | undefined {
  const kind = writer.decisions.raw.has(pathKey(step.path)) ? "other" : stepKind(step.keys);
  if (kind !== "run" && kind !== "uses") return undefined;
  const own = kind === "run" ? undefined : outputsOf(formOf(step, writer));
  const known = [...outputs].filter((name) => own === undefined || own.includes(name));
  if (known.length === 0 && !isAskedFor) return undefined;
  return {
    step,
    name: writer.names.take(nameStep(String(step.keys.id), step.path, writer.file), "step"),
    outputs: known,
  };
}

/** @returns undefined where the step itself declares those that are read. */
function outputsOf(form: ActionForm): readonly string[] | undefined {
  if (form.kind === "image") return [];
  return form.kind === "binding" || form.kind === "local" ? form.outputs : undefined;
}
