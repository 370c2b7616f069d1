import type { JobView } from "@yardmaster/core";
import type { PartialMap } from "@yardmaster/core/evaluation";
import { type HeldGroup, joinGroup } from "../calls/concurrency.ts";
import type { ConcurrencyTrace, Reason } from "../trace/trace.ts";
import type { RunScope } from "./run-scope.ts";

/** One leg of a job behind its concurrency group. */
export interface JobGroup {
  /** Absent without a group, and where GitHub refuses what is written. */
  readonly concurrency?: ConcurrencyTrace;
  /** What the workflow that the job calls stands behind. */
  readonly held: readonly HeldGroup[];
  /** Why the leg does not run: `failure` where what is written is wrong, else GitHub cancels it. */
  readonly refusal?: { readonly reason: Reason; readonly result: "failure" | "cancelled" };
}

/** @param contexts with `matrix` and `strategy` of the leg. */
export function joinJobGroup(job: JobView, contexts: PartialMap, scope: RunScope, place: string): JobGroup {
  const { held, repository } = scope;
  const written = job.keys.concurrency ?? null;
  if (written === null) return { held };
  const around = { holder: `job ${place}`, path: [...job.path, "concurrency"], held, runs: repository.runs };
  const joined = joinGroup(written, { contexts, answers: {} }, around);
  if (!joined.ok) return { held, refusal: { reason: joined.error, result: "failure" } };
  const { trace: concurrency, fate, held: inside } = joined.value;
  if (fate !== "cancelled") return { concurrency, held: inside };
  return { concurrency, held, refusal: { reason: concurrency.effect, result: "cancelled" } };
}
