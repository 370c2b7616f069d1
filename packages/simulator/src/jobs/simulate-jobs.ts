import { type JobView, type PartialMap, Unknown } from "@yardmaster/core";
import { outputsContext } from "../calls/outputs-context.ts";
import { fillText, judgeCondition } from "../evaluate/evaluate.ts";
import type { ConditionTrace, JobResult, JobTrace, Reason } from "../trace/trace.ts";
import { needsOf, orderJobs } from "./order-jobs.ts";
import type { RunScope } from "./run-scope.ts";
import { simulateCall } from "./simulate-call.ts";
import { simulateLegs } from "./simulate-legs.ts";
import { jobStatus } from "./status.ts";

/** All jobs of a workflow, in the order of the file. */
export function simulateJobs(scope: RunScope): readonly JobTrace[] {
  const done = new Map<string, JobTrace>();
  for (const job of orderJobs(scope.view.jobs)) done.set(job.id, simulateJob(job, done, scope));
  return scope.view.jobs.flatMap(({ id }) => done.get(id) ?? []);
}

function simulateJob(job: JobView, done: ReadonlyMap<string, JobTrace>, scope: RunScope): JobTrace {
  const needs = needsOf(job).flatMap((id) => done.get(id) ?? []);
  const contexts = { ...scope.contexts, needs: needsContext(needs) };
  const answers = jobStatus(ancestorsOf(job, done, scope), scope.outcomes.isCancelled ?? false);
  const condition = judgeCondition(job.keys.if, { contexts, answers });
  const name = typeof job.keys.name === "string" ? fillText(job.keys.name, { contexts, answers }) : job.id;
  const base = {
    id: job.id,
    place: `${scope.prefix}${job.id}`,
    file: scope.file,
    path: job.path,
    name: typeof name === "string" ? `${scope.namePrefix}${name}` : name,
    needs: needs.map(({ id, result }) => ({ id, result })),
    condition,
  };
  const reason = reasonOf(condition);
  if (condition.truth === false) {
    return { ...base, verdict: "skipped", reason, result: "skipped", outputs: {}, legs: [], calls: [] };
  }
  const verdict = condition.truth === undefined ? "unknown" : "runs";
  const inner = job.uses
    ? simulateCall(job, job.uses, [{ index: 0, matrix: {}, contexts, name: base.name }], scope, base.place)
    : simulateLegs(job, contexts, scope, base.place, base.name);
  const result: JobResult = verdict === "unknown" ? "unknown" : inner.result;
  return { ...base, verdict, reason, ...inner, result };
}

/** `needs` of a job: what those that it names gave. */
function needsContext(needs: readonly JobTrace[]): PartialMap {
  return Object.fromEntries(
    needs.map(({ id, result, outputs, verdict }) => [
      id,
      {
        result: result === "unknown" ? new Unknown([`needs.${id}.result`]) : result,
        outputs: verdict === "unknown" ? new Unknown([`needs.${id}.outputs`]) : outputsContext(outputs),
      },
    ]),
  );
}

function ancestorsOf(
  job: JobView,
  done: ReadonlyMap<string, JobTrace>,
  { view }: RunScope,
): ReadonlyMap<string, JobResult> {
  const found = new Map<string, JobResult>();
  const visit = (id: string): void => {
    const trace = done.get(id);
    if (!trace || found.has(id)) return;
    found.set(id, trace.result);
    const above = view.jobs.find((each) => each.id === id);
    for (const need of above ? needsOf(above) : []) visit(need);
  };
  for (const id of needsOf(job)) visit(id);
  return found;
}

function reasonOf({ truth, tree, text }: ConditionTrace): Reason {
  const { value } = tree;
  if (truth === undefined) {
    const dependsOn = value instanceof Unknown ? value.causes : [];
    return { code: "condition-unknown", text: `its condition depends on ${dependsOn.join(", ")}`, dependsOn };
  }
  if (text === undefined) {
    return truth
      ? { code: "no-condition", text: "nothing stands in its way" }
      : { code: "need-not-successful", text: "a job before it did not succeed" };
  }
  return truth
    ? { code: "condition-true", text: "its condition holds" }
    : { code: "condition-false", text: "its condition does not hold" };
}
