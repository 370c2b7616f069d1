import {
  asMap,
  type JobView,
  matrixLegs,
  type PartialMap,
  type PartialValue,
  Unknown,
  type ValueMap,
} from "@yardmaster/core";
import { asText, fill, fillMap } from "../evaluate/evaluate.ts";
import type { JobTrace, LegTrace } from "../trace/trace.ts";
import { together } from "./join-legs.ts";
import { permissionsOfJob } from "./permissions-of-job.ts";
import type { RunScope } from "./run-scope.ts";
import { simulateSteps } from "./simulate-steps.ts";

type Inner = Pick<JobTrace, "legs" | "calls" | "outputs" | "result">;

/** A job that runs on runners: each leg of its matrix, and what they come to together. */
export function simulateLegs(
  job: JobView,
  contexts: PartialMap,
  scope: RunScope,
  place: string,
  name: PartialValue,
): Inner {
  const matrix = asMap(job.keys.strategy)?.matrix;
  const legs = matrix === undefined ? [{}] : (matrixLegs(matrix) ?? [undefined]);
  const traces = legs.map((leg, index) => simulateLeg(job, leg, index, contexts, scope, place, name));
  const results = traces.map(({ result }) => result);
  return { legs: traces, calls: [], result: together(results), outputs: traces.at(-1)?.outputs ?? {} };
}

function simulateLeg(
  job: JobView,
  leg: ValueMap | undefined,
  index: number,
  outer: PartialMap,
  scope: RunScope,
  place: string,
  name: PartialValue,
): LegTrace {
  const matrix = leg ?? new Unknown(["matrix"]);
  const contexts = { ...outer, matrix };
  const answers = {};
  const given = scope.outcomes.jobs?.[place];
  const own = { ...given, ...given?.legs?.[String(index)] };
  const { steps, result, stepsContext } = simulateSteps(job, contexts, scope, own);
  const after = { contexts: { ...contexts, steps: stepsContext }, answers };
  const outputs = Object.fromEntries(
    Object.entries(fillMap(asMap(job.keys.outputs) ?? {}, after)).map(([key, value]) => [key, asText(value)]),
  );
  return {
    name,
    matrix: leg ?? {},
    runsOn: fill(job.keys["runs-on"] ?? null, { contexts, answers }),
    permissions: permissionsOfJob(job, scope),
    secrets: [],
    steps,
    result: own.result ?? result,
    outputs: { ...outputs, ...own.outputs },
  };
}
