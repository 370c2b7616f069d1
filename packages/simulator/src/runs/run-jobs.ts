import { joinGroup } from "../calls/concurrency.ts";
import type { RunScope } from "../jobs/run-scope.ts";
import { simulateJobs } from "../jobs/simulate-jobs.ts";
import type { RunTrace } from "../trace/trace.ts";

export type RunCourse = Pick<RunTrace, "verdict" | "reason" | "concurrency" | "jobs">;

/**
 * The jobs of a workflow behind its concurrency group. What waits is followed as if its turn came.
 * @param holder what holds the group: the top level workflow, or the place of the job that calls.
 */
export function runJobs(scope: RunScope, holder: string): RunCourse {
  const { contexts, held, repository, view } = scope;
  const written = view.model.concurrency ?? null;
  if (written === null) return { verdict: "runs", jobs: simulateJobs(scope) };
  const around = { holder, path: ["concurrency"], held, runs: repository.runs };
  const joined = joinGroup(written, { contexts, answers: {} }, around);
  if (!joined.ok) return { verdict: "refused", reason: joined.error, jobs: [] };
  const { trace: concurrency, fate, held: inside } = joined.value;
  const reason = concurrency.effect;
  if (fate === "cancelled") return { verdict: "refused", reason, concurrency, jobs: [] };
  const jobs = simulateJobs({ ...scope, held: inside });
  return fate === "waits" ? { verdict: "waits", reason, concurrency, jobs } : { verdict: "runs", concurrency, jobs };
}
