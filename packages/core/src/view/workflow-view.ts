import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap, WorkflowModel } from "../model/model.ts";
import { asList, asMap } from "../targets/adaptation.ts";
import { type ExpressionAt, expressionsIn } from "./expressions-in.ts";
import { type StepView, stepsIn } from "./step-view.ts";
import { parseUses, type UsesReference } from "./uses-reference.ts";

/** A workflow's model taken apart once, for everything that asks it: each part with its path. */
export interface WorkflowView {
  readonly model: WorkflowModel;
  /** By name, in the order of `on`. */
  readonly events: ReadonlyMap<string, ValueMap>;
  readonly jobs: readonly JobView[];
  /** All of the workflow, in the order in which they stand; parsed when they are first asked for. */
  readonly expressions: readonly ExpressionAt[];
}

export interface JobView {
  readonly id: string;
  readonly path: ModelPath;
  /** The keys of the job, as they are written. */
  readonly keys: ValueMap;
  /** The workflow that the job calls. */
  readonly uses?: UsesReference;
  /** None of a job that calls a workflow. Steps in parallel follow the step that holds them. */
  readonly steps: readonly StepView[];
}

export function viewWorkflow(model: WorkflowModel): WorkflowView {
  const jobs = Object.entries(model.jobs).map(([id, keys]): JobView => {
    const path = ["jobs", id];
    const { uses } = keys;
    return {
      id,
      path,
      keys,
      ...(typeof uses === "string" ? { uses: parseUses(uses) } : {}),
      steps: stepsIn(keys.steps, [...path, "steps"], [keys, model]),
    };
  });
  let expressions: readonly ExpressionAt[] | undefined;
  return {
    model,
    events: eventsOf(model.on),
    jobs,
    get expressions() {
      expressions ??= expressionsIn(model);
      return expressions;
    },
  };
}

/** The name of a job's environment in either form, which may be an expression; undefined for none. */
export function environmentOf({ environment }: ValueMap): string | undefined {
  const name = asMap(environment)?.name ?? environment;
  return typeof name === "string" && name !== "" ? name : undefined;
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
