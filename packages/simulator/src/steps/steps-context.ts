import { isMap, type StepView } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { StepTrace } from "../trace/trace.ts";
import type { NamesRead } from "./names-read.ts";
import { statedId } from "./step-ids.ts";

/** `steps` with one more step, by the id that was written: GitHub's own ids are in no context. */
export function withStep(steps: PartialMap, step: StepView, trace: StepTrace, reads: () => NamesRead): PartialMap {
  const id = statedId(step);
  if (id === undefined) return steps;
  const { outcome, conclusion } = trace;
  return {
    ...steps,
    [id]: {
      outputs: openOutputs(id, trace.outputs, reads),
      outcome: outcome === "unknown" ? new Unknown([`steps.${id}.outcome`], true) : outcome,
      conclusion: conclusion === "unknown" ? new Unknown([`steps.${id}.conclusion`], true) : conclusion,
    },
  };
}

/** `steps` with a step that runs in the background and for which no step has waited yet. */
export function withRunning(steps: PartialMap, step: StepView): PartialMap {
  const id = statedId(step);
  return id === undefined ? steps : { ...steps, [id]: new Unknown([`steps.${id}`]) };
}

/** Somebody may say some outputs of a step and not others, which are then not known. */
function openOutputs(id: string, outputs: PartialValue, reads: () => NamesRead): PartialValue {
  if (outputs instanceof Unknown || !isMap(outputs) || Object.keys(outputs).length === 0) return outputs;
  const unknown = (name: string): Unknown => new Unknown([`steps.${id}.outputs${name}`]);
  const all = reads();
  const names = all.get(`steps.${id.toLowerCase()}.outputs`);
  if (names?.has("*") || all.get("steps")?.has("*")) return unknown("");
  const given = new Set(Object.keys(outputs).map((name) => name.toLowerCase()));
  const others = [...(names ?? [])].filter((name) => !given.has(name.toLowerCase()));
  return { ...Object.fromEntries(others.map((name) => [name, unknown(`.${name}`)])), ...(outputs as PartialMap) };
}
