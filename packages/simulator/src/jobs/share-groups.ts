import type { JobView } from "@yardmaster/core";
import { type FunctionAnswers, type PartialMap, Unknown } from "@yardmaster/core/evaluation";
import { groupKey, readConcurrency } from "../calls/read-concurrency.ts";
import { judgeCondition } from "../evaluate/condition.ts";
import type { ConcurrencyTrace, LegTrace, Reason } from "../trace/trace.ts";
import { jobById, needsOf } from "./order-jobs.ts";
import type { RunScope } from "./run-scope.ts";

/**
 * Legs, and jobs beside theirs, that share a concurrency group inside one run: which of them comes first is open, and with it
 * which of them GitHub cancels. Source: docs.github.com, "Control the concurrency of workflows and jobs": one runs, one
 * waits, and a newer one takes the place of the one that waits.
 * @param atOnce whether legs of the job run beside one another.
 */
export function shareGroups(
  job: JobView,
  traces: readonly LegTrace[],
  scope: RunScope,
  atOnce: boolean,
): readonly LegTrace[] {
  if (traces.every(({ concurrency }) => !concurrency)) return traces;
  const keys = traces.map(({ concurrency }) => concurrency && groupKey(concurrency.group));
  return traces.map((trace, index) => {
    const key = keys[index];
    const { concurrency } = trace;
    if (key === undefined || !concurrency || trace.result === "cancelled") return trace;
    const legs = atOnce ? keys.filter((other) => other === key).length - 1 : 0;
    const jobs = jobsBeside(job, key, scope);
    if (legs + jobs.length === 0) return trace;
    return shared(job, trace, concurrency, legs, jobs);
  });
}

function shared(
  job: JobView,
  trace: LegTrace,
  concurrency: ConcurrencyTrace,
  legs: number,
  jobs: readonly JobView[],
): LegTrace {
  const { effect, cancelsOthers, queue } = concurrency;
  const others = [...jobs.map(({ id }) => `job \`${id}\``), ...(legs > 0 ? [`${legs} more of its legs`] : [])].join(
    ", ",
  );
  const mayBeCancelled = cancelsOthers !== false || (queue === undefined && legs + jobs.length > 1);
  if (!mayBeCancelled && effect.code !== "concurrency-free") return trace;
  const text = mayBeCancelled
    ? `it shares its group with ${others} of this run, and GitHub cancels all but the last of them`
    : `it shares its group with ${others} of this run: they run one after the other`;
  const reason: Reason = { code: "concurrency-shared", text, path: [...job.path, "concurrency"] };
  const own = { ...trace, concurrency: { ...concurrency, effect: reason } };
  return mayBeCancelled && trace.result !== "failure" ? { ...own, reason, result: "unknown" } : own;
}

/** Jobs of the same workflow in a group that neither come before a job nor after it. */
function jobsBeside(job: JobView, key: string, scope: RunScope): readonly JobView[] {
  const { view } = scope;
  const inGroup = view.jobs.filter((other) => other !== job && groupOf(other, scope) === key);
  return inGroup.filter((other) => !comesAfter(other, job, scope) && !comesAfter(job, other, scope));
}

/** As far as it hangs on nothing that other jobs or a matrix give; undefined of a job that is skipped whatever they give. */
function groupOf(job: JobView, { contexts }: RunScope): string | undefined {
  const written = job.keys.concurrency ?? null;
  if (written === null) return undefined;
  const unknown = ["needs", "matrix", "strategy"].map((name): [string, Unknown] => [name, new Unknown([name])]);
  const around: PartialMap = { ...contexts, ...Object.fromEntries(unknown) };
  if (judgeCondition(job.keys.if, { contexts: around, answers: anyStatus }).truth === false) return undefined;
  const read = readConcurrency(written, { contexts: around, answers: {} });
  return read.ok ? groupKey(read.value.group) : undefined;
}

const anyStatus: FunctionAnswers = {
  always: () => true,
  cancelled: () => new Unknown(["cancelled()"]),
  success: () => new Unknown(["success()"]),
  failure: () => new Unknown(["failure()"]),
};

function comesAfter(job: JobView, other: JobView, scope: RunScope, seen = new Set<JobView>()): boolean {
  if (seen.has(job)) return false;
  seen.add(job);
  const before = needsOf(job).flatMap((id) => jobById(scope.view, id) ?? []);
  return before.some((need) => need === other || comesAfter(need, other, scope, seen));
}
