import type { ModelPath } from "../diagnostics/diagnostic.ts";
import { isMap } from "./is-map.ts";
import type { Value, ValueMap } from "./model.ts";

export interface TextAt {
  readonly path: ModelPath;
  readonly value: string;
}

/** Every `uses` of a workflow or an action: of jobs, of steps, and of steps in parallel. */
export function usesPaths(model: Value): readonly TextAt[] {
  if (!isMap(model)) return [];
  const jobs = isMap(model.jobs) ? Object.entries(model.jobs) : [];
  const runs = isMap(model.runs) ? stepsIn(model.runs, ["runs"]) : [];
  return [...jobs.flatMap(([id, job]) => usesOf(job, ["jobs", id])), ...runs];
}

/** A job that calls a workflow, a step, or a group of parallel steps. */
function usesOf(node: Value | undefined, path: ModelPath): readonly TextAt[] {
  if (!isMap(node)) return [];
  const own = typeof node.uses === "string" ? [{ path: [...path, "uses"], value: node.uses }] : [];
  return [...own, ...stepsIn(node, path)];
}

function stepsIn(node: ValueMap, path: ModelPath): readonly TextAt[] {
  return ["steps", "parallel"].flatMap((key) => {
    const steps = node[key];
    return Array.isArray(steps) ? steps.flatMap((step, index) => usesOf(step, [...path, key, index])) : [];
  });
}
