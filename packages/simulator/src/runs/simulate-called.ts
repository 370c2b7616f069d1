import { asMap, type ValueMap } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { contractOf } from "../calls/call-contract.ts";
import { outputsContext } from "../calls/outputs-context.ts";
import { workflowOfJob } from "../calls/workflow-of-job.ts";
import { asText, fill } from "../evaluate/evaluate.ts";
import type { CalledWorkflow, RunScope } from "../jobs/run-scope.ts";
import type { JobTrace, RunTrace } from "../trace/trace.ts";
import { runJobs } from "./run-jobs.ts";

/**
 * A workflow that a job calls: `github` and `vars` are the caller's, `env` does not come along.
 * Source: docs.github.com, "Reusing workflow configurations".
 */
export function simulateCalled(called: CalledWorkflow, around: RunScope): RunTrace {
  const { file, view, origin, inputs, secrets, ceiling, held, place, name } = called;
  const contexts = { ...around.contexts, inputs };
  const scope: RunScope = {
    ...around,
    file,
    view,
    origin,
    workflowOfJob: workflowOfJob(file, origin, contexts, around.repository),
    contexts,
    secrets,
    ceiling,
    held,
    prefix: `${place}/`,
    namePrefix: `${name} / `,
    callers: [...around.callers, around.file],
  };
  const course = runJobs(scope, `job ${place}`);
  const { ref, sha } = around.contexts.github as PartialMap;
  return {
    name,
    ref: typeof ref === "string" ? ref : "",
    sha: typeof sha === "string" ? sha : "",
    isRestricted: around.trust.isRestricted,
    ...course,
    outputs: outputsOf(contractOf(view)?.outputs ?? {}, { ...contexts, jobs: jobsContext(course.jobs) }),
  };
}

function outputsOf(declared: ValueMap, contexts: PartialMap): PartialMap {
  return Object.fromEntries(
    Object.entries(declared).map(([name, output]) => [
      name,
      asText(fill(asMap(output)?.value ?? "", { contexts, answers: {} })),
    ]),
  );
}

/**
 * `jobs` as outputs of a called workflow read it. A job that is skipped is not there (actions/runner#3087); outputs of one
 * that failed are handed on.
 */
function jobsContext(jobs: readonly JobTrace[]): PartialMap {
  return Object.fromEntries(
    jobs.flatMap(({ id, verdict, result, outputs }): [string, PartialValue][] => {
      if (verdict === "skipped") return [];
      const cause = `jobs.${id}`;
      if (verdict === "unknown") return [[id, new Unknown([cause])]];
      const known = result === "unknown" ? new Unknown([`${cause}.result`]) : result;
      return [[id, { result: known, outputs: outputsContext(outputs) }]];
    }),
  );
}
