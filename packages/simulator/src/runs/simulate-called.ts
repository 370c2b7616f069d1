import { asMap, type PartialMap } from "@yardmaster/core";
import { asText, fill } from "../evaluate/evaluate.ts";
import type { CalledWorkflow, RunScope } from "../jobs/run-scope.ts";
import { simulateJobs } from "../jobs/simulate-jobs.ts";
import type { RunTrace } from "../trace/trace.ts";

/** A workflow that a job calls: `github` and `vars` are the caller's, `env` does not come along. */
export function simulateCalled(called: CalledWorkflow, around: RunScope): RunTrace {
  const { file, view, inputs, secrets, ceiling, place, name } = called;
  const contexts = { ...around.contexts, inputs };
  const scope: RunScope = {
    ...around,
    file,
    view,
    contexts,
    secrets,
    ceiling,
    prefix: `${place}/`,
    namePrefix: `${name} / `,
    callers: [...around.callers, around.file],
  };
  const jobs = simulateJobs(scope);
  const given = Object.entries(asMap(view.events.get("workflow_call")?.outputs) ?? {});
  const results = Object.fromEntries(jobs.map(({ id, result, outputs }) => [id, { result, outputs }]));
  const outputs: PartialMap = Object.fromEntries(
    given.map(([key, value]) => [
      key,
      asText(fill(asMap(value)?.value ?? "", { contexts: { ...contexts, jobs: results }, answers: {} })),
    ]),
  );
  return { verdict: "runs", name, ref: "", sha: "", isRestricted: around.trust.isRestricted, jobs, outputs };
}
