import type { JobView } from "@yardmaster/core";
import { reasonOfCondition, type StatusReasons } from "../evaluate/reason-of-condition.ts";
import type { ConditionTrace, JobTrace, Reason } from "../trace/trace.ts";
import { needsOf } from "./order-jobs.ts";

/** Why a job runs or does not: which job before it, or which part of its condition. */
export function jobReason(
  job: JobView,
  condition: ConditionTrace,
  ancestors: ReadonlyMap<string, JobTrace>,
  isCancelled: boolean,
): Reason {
  const status: StatusReasons = {
    passes: {
      code: "no-condition",
      text: ancestors.size === 0 ? "it waits for no job and has no condition" : "all jobs before it succeeded",
    },
    blocks: () => blockedBy(job, ancestors, isCancelled),
    failure: "no job before it has failed",
  };
  return reasonOfCondition(condition, [...job.path, "if"], status);
}

/** The job nearest to it that did not succeed: one that it needs, or one further up. */
function blockedBy(job: JobView, ancestors: ReadonlyMap<string, JobTrace>, isCancelled: boolean): Reason {
  if (isCancelled) return { code: "run-cancelled", text: "the run is cancelled", path: job.path };
  const path = [...job.path, "needs"];
  const direct = new Set(needsOf(job).map((id) => id.toLowerCase()));
  const others = [...ancestors].filter(([, { result }]) => result !== "success" && result !== "unknown");
  const near = others.find(([id]) => direct.has(id.toLowerCase()));
  const [id, trace] = near ?? others[0] ?? [];
  if (id === undefined || !trace) return { code: "need-not-successful", text: "a job before it did not succeed", path };
  const kind = trace.result === "failure" || trace.result === "skipped" ? trace.result : "cancelled";
  const did = kind === "failure" ? "failed" : `was ${kind}`;
  const which = near ? `\`${id}\`, which it needs,` : `\`${id}\`, which stands further up,`;
  return { code: (near ? needCodes : ancestorCodes)[kind], text: `${which} ${did}`, path };
}

const needCodes = { failure: "need-failed", skipped: "need-skipped", cancelled: "need-cancelled" };
const ancestorCodes = { failure: "ancestor-failed", skipped: "ancestor-skipped", cancelled: "ancestor-cancelled" };
