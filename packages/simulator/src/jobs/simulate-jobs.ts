import type { JobTrace } from "../trace/trace.ts";
import { orderJobs } from "./order-jobs.ts";
import type { RunScope } from "./run-scope.ts";
import { simulateJob } from "./simulate-job.ts";

/** All jobs of a workflow, in the order of the file. */
export function simulateJobs(scope: RunScope): readonly JobTrace[] {
  const done = new Map<string, JobTrace>();
  for (const job of orderJobs(scope.view)) done.set(job.id, simulateJob(job, done, scope));
  return scope.view.jobs.flatMap(({ id }) => done.get(id) ?? []);
}
