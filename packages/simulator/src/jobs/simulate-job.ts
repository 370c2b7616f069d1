import type { JobView } from "@yardmaster/core";
import { type PartialMap, Unknown } from "@yardmaster/core/evaluation";
import { judgeCondition } from "../evaluate/condition.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { JobTrace, JobVerdict, NeedTrace, Reason } from "../trace/trace.ts";
import { ancestorsOf, needsContext } from "./ancestors.ts";
import { legName, nestedName, skippedName } from "./check-name.ts";
import { jobContexts, strategyContext } from "./job-contexts.ts";
import { jobReason } from "./job-reason.ts";
import { legsOfJob, type MatrixOfJob } from "./matrix-legs-of-job.ts";
import { jobById, needsOf } from "./order-jobs.ts";
import type { JobLeg, RunScope } from "./run-scope.ts";
import { simulateCall } from "./simulate-call.ts";
import { simulateLegs } from "./simulate-legs.ts";
import { jobStatus } from "./status.ts";

/**
 * One job, behind those that it needs.
 * @param done what stands before it, by id.
 */
export function simulateJob(job: JobView, done: ReadonlyMap<string, JobTrace>, scope: RunScope): JobTrace {
  const place = `${scope.prefix}${job.id}`;
  const given = givenJob(scope, place);
  const needs = needsOf(job).flatMap((id) => done.get(jobById(scope.view, id)?.id ?? "") ?? []);
  const ancestors = ancestorsOf(job, done, scope.view);
  const contexts = jobContexts(scope.contexts, needsContext(needs));
  // A job that somebody says has ended had started before the run was cancelled.
  const isCancelled = (scope.outcomes.isCancelled ?? false) && given?.result === undefined;
  const condition = judgeCondition(job.keys.if, { contexts, answers: jobStatus(ancestors, isCancelled) });
  const reason = jobReason(job, condition, ancestors, isCancelled);
  const base = {
    id: job.id,
    place,
    file: scope.file,
    path: job.path,
    needs: needs.map(({ id, result }): NeedTrace => ({ id, result })),
    condition,
    reason,
  };
  const skippedAs = `${scope.namePrefix}${skippedName(job)}`;
  const nothing = { name: skippedAs, outputs: {}, legs: [], calls: [] };
  if (condition.error !== undefined) return { ...base, ...nothing, verdict: "refused", result: "failure" };
  if (condition.truth === false) {
    const wouldRun =
      isCancelled && judgeCondition(job.keys.if, { contexts, answers: jobStatus(ancestors, false) }).truth;
    if (!wouldRun) return { ...base, ...nothing, verdict: "skipped", result: "skipped" };
    // It runs when the run is cancelled: as far as its steps are said to have come, and on with those that run in any case.
    if (given?.steps && !job.uses) return { ...base, ...started(job, contexts, scope, given, true), verdict: "runs" };
    return { ...base, ...nothing, verdict: "skipped", result: "cancelled" };
  }
  const inner = started(job, contexts, scope, given, false);
  const isOpen = condition.truth === undefined || inner.unknownLegs !== undefined;
  const verdict: JobVerdict = isOpen ? "unknown" : "runs";
  if (verdict === "runs") return { ...base, verdict, ...inner };
  const outputs = Object.fromEntries(
    Object.keys(inner.outputs).map((name) => [name, new Unknown([`needs.${job.id}.outputs.${name}`])]),
  );
  const open = condition.truth === undefined ? reason : legsReason(job, inner.unknownLegs ?? []);
  return { ...base, ...inner, verdict, reason: open, result: "unknown", outputs };
}

/** A matrix may turn out to have no values, and then GitHub fails the job. */
function legsReason({ path }: JobView, dependsOn: readonly string[]): Reason {
  const text = `its legs depend on ${dependsOn.map((cause) => `\`${cause}\``).join(", ")}`;
  return { code: "legs-unknown", text, dependsOn, path: [...path, "strategy"] };
}

/** What somebody says of a job; names such as `constructor` are no places. */
export function givenJob({ outcomes }: Pick<RunScope, "outcomes">, place: string): GivenJob | undefined {
  return outcomes.jobs && Object.hasOwn(outcomes.jobs, place) ? outcomes.jobs[place] : undefined;
}

type Started = Pick<JobTrace, "name" | "legs" | "calls" | "outputs" | "result"> &
  Partial<Pick<JobTrace, "unknownLegs" | "reason" | "verdict">>;

function started(
  job: JobView,
  contexts: PartialMap,
  scope: RunScope,
  given: GivenJob | undefined,
  isCancelled: boolean,
): Started {
  const matrix = legsOfJob(job, contexts);
  const bare = `${scope.namePrefix}${skippedName(job)}`;
  if (matrix.kind === "refused") {
    const { reason } = matrix;
    return { name: bare, reason, verdict: "refused", legs: [], calls: [], outputs: {}, result: "failure" };
  }
  const legs = jobLegs(job, matrix, contexts, scope);
  const place = `${scope.prefix}${job.id}`;
  const inner = job.uses
    ? simulateCall(job, job.uses, legs, scope, place)
    : simulateLegs(job, { legs, matrix, place, given: given ?? {}, isCancelled }, scope);
  const isSingle = matrix.kind === "legs" && job.keys.strategy === undefined;
  const name = isSingle ? (legs[0]?.name ?? bare) : nestedName(scope.namePrefix, skippedName(job));
  return { name, ...inner, ...(matrix.kind === "unknown" ? { unknownLegs: matrix.causes } : {}) };
}

function jobLegs(
  job: JobView,
  matrix: Exclude<MatrixOfJob, { kind: "refused" }>,
  contexts: PartialMap,
  { namePrefix }: RunScope,
): readonly JobLeg[] {
  const isKnown = matrix.kind === "legs";
  const legs = isKnown ? matrix.legs : [{ matrix: new Unknown(["matrix"]), named: new Unknown(matrix.causes) }];
  const total = isKnown ? legs.length : new Unknown(["strategy.job-total"]);
  return legs.map((leg, index): JobLeg => {
    const own = { ...contexts, matrix: leg.matrix, strategy: strategyContext(matrix.strategy, index, total) };
    const shown = leg.matrix instanceof Unknown || leg.matrix === null ? {} : leg.matrix;
    return { id: job.id, index, matrix: shown, contexts: own, name: nestedName(namePrefix, legName(job, leg, own)) };
  });
}
