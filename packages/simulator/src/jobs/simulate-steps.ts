import { asMap, type JobView, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core";
import { asText, fillMap, fillText, judgeCondition } from "../evaluate/evaluate.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { JobResult, StepTrace } from "../trace/trace.ts";
import type { RunScope } from "./run-scope.ts";

/** The steps of one leg, in order, and what the job comes to by them. */
export function simulateSteps(
  job: JobView,
  outer: PartialMap,
  scope: RunScope,
  given: Omit<GivenJob, "legs">,
): { readonly steps: readonly StepTrace[]; readonly result: JobResult; readonly stepsContext: PartialMap } {
  const traces: StepTrace[] = [];
  const stepsContext: Record<string, PartialValue> = {};
  let status: JobResult = "success";
  for (const [index, { keys, path }] of job.steps.entries()) {
    const contexts = { ...outer, steps: { ...stepsContext } };
    const current = status;
    const answers = {
      always: () => true,
      cancelled: () => scope.outcomes.isCancelled ?? false,
      success: () => current === "success",
      failure: () => current === "failure",
    };
    const condition = judgeCondition(keys.if, { contexts, answers });
    const id = typeof keys.id === "string" ? keys.id : undefined;
    const said = given.steps?.[id ?? String(index)];
    const runs = condition.truth === true;
    const outcome: JobResult =
      condition.truth === undefined ? "unknown" : runs ? (said?.outcome ?? "success") : "skipped";
    const conclusion: JobResult = outcome === "failure" && keys["continue-on-error"] === true ? "success" : outcome;
    const inner = { contexts, answers };
    const outputs: PartialValue =
      outcome === "skipped" ? {} : (said?.outputs ?? new Unknown([`steps.${id ?? index}.outputs`]));
    traces.push({
      index,
      ...(id === undefined ? {} : { id }),
      path,
      name: typeof keys.name === "string" ? fillText(keys.name, inner) : (id ?? `step ${index}`),
      verdict: condition.truth === undefined ? "unknown" : runs ? "runs" : "skipped",
      reason: { code: "condition", text: "as its condition says" },
      condition,
      ...(typeof keys.uses === "string" ? { uses: keys.uses } : {}),
      ...(typeof keys.run === "string" ? { run: fillText(keys.run, inner) } : {}),
      env: Object.fromEntries(Object.entries(fillMap(asMap(keys.env) ?? {}, inner)).map(([k, v]) => [k, asText(v)])),
      with: fillMap(asMap(keys.with) ?? {}, inner),
      secrets: [],
      outcome,
      conclusion,
      outputs,
    });
    if (id !== undefined) stepsContext[id] = { outputs, outcome, conclusion };
    if (conclusion === "failure") status = "failure";
  }
  return { steps: traces, result: status, stepsContext };
}
