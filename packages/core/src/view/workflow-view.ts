import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap, WorkflowModel } from "../model/model.ts";
import { asList, asMap } from "../targets/adaptation.ts";

/** A workflow's model taken apart once, for everything that asks it: each part with its path. */
export interface WorkflowView {
  readonly model: WorkflowModel;
  /** By name, in the order of `on`. */
  readonly events: ReadonlyMap<string, ValueMap>;
  readonly jobs: readonly JobView[];
}

export interface JobView {
  readonly id: string;
  readonly path: ModelPath;
  /** The keys of the job, as they are written. */
  readonly keys: ValueMap;
  /** None of a job that calls a workflow. Steps in parallel follow the step that holds them. */
  readonly steps: readonly StepView[];
}

export interface StepView {
  readonly path: ModelPath;
  readonly keys: ValueMap;
}

export function viewWorkflow(model: WorkflowModel): WorkflowView {
  const jobs = Object.entries(model.jobs).map(([id, keys]): JobView => {
    const path = ["jobs", id];
    return { id, path, keys, steps: stepsIn(keys.steps, [...path, "steps"]) };
  });
  return { model, events: eventsOf(model.on), jobs };
}

/** The events of a workflow in any of the three forms of `on`, each with its settings; of a schedule there are none here. */
export function eventsOf(on: Value): ReadonlyMap<string, ValueMap> {
  if (typeof on === "string") return new Map([[on, {}]]);
  const listed = asList(on).flatMap((name): [string, ValueMap][] => (typeof name === "string" ? [[name, {}]] : []));
  const mapped = Object.entries(asMap(on) ?? {}).map(([name, settings]): [string, ValueMap] => [
    name,
    asMap(settings) ?? {},
  ]);
  return new Map([...listed, ...mapped]);
}

function stepsIn(list: Value | undefined, path: ModelPath): readonly StepView[] {
  return asList(list).flatMap((value, index): readonly StepView[] => {
    const at = [...path, index];
    const keys = asMap(value);
    return keys ? [{ path: at, keys }, ...stepsIn(keys.parallel, [...at, "parallel"])] : [];
  });
}
