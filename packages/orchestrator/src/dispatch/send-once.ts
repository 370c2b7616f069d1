import type { Result } from "@yardmaster/core";
import type { DispatchReceipt, GitHub, GitHubError } from "@yardmaster/github";
import type { Clock } from "../host/host.ts";
import { fullName, nameOf, type PlannedDispatch } from "../plan/plan-dispatch.ts";
import type { Reason } from "../reasons/fact.ts";
import { isRunOf, type LookUp, lookForRun, lookUntil } from "../runs/look-for-run.ts";
import {
  alreadyDispatched,
  cannotLook,
  deadlineFirst,
  dispatched,
  foundByLook,
  leftOpen,
  lookFailed,
  notConfirmed,
  recordedAsDispatched,
  refusedBy,
  refusedHere,
  type Subject,
  type TargetOutcome,
} from "./outcomes.ts";

/**
 * What an earlier attempt left of this very dispatch. `open`: its request may have gone out, at that instant or before;
 * `refused`: it says that GitHub started nothing, which somebody may have written there.
 */
export type Earlier =
  | { readonly state: "nothing-sent" }
  | { readonly state: "refused" }
  | { readonly state: "open"; readonly at: Date }
  | { readonly state: "dispatched"; readonly run: TargetOutcome["run"] };

export type DispatchTools = Pick<GitHub, "dispatchWorkflow" | "dispatchRepository" | "workflowRuns" | "workflowRun">;

export interface DispatchTask extends LookUp {
  readonly planned: PlannedDispatch;
  /** Whether the receiving workflow's runs carry the correlation id. */
  readonly isTraceable: boolean;
  readonly earlier: Earlier;
  /** Asked right before a request goes out: why it must not, or undefined. */
  readonly refuse: () => Promise<Reason | undefined>;
}

/**
 * GitHub ends a request after 10 seconds, and a new run appears in its lists within seconds: a run that is not there a
 * minute after its request will not come.
 * Source: docs.github.com, "Best practices for using the REST API" and "Troubleshooting the REST API", timeouts.
 */
const settlingMilliseconds = 60_000;
/** How long a run that certainly exists is looked for, for the sake of its link. */
const namingMilliseconds = 15_000;
const maximumSends = 2;

/**
 * Carries one dispatch out once. There is no idempotency key, so before anything is sent a second time, in this run or in
 * a later one, the runs are looked at until the first request must have settled; where they cannot be looked at, nothing
 * is sent and the outcome says so.
 */
export async function sendOnce(task: DispatchTask, github: DispatchTools, clock: Clock): Promise<TargetOutcome> {
  const subject = { name: nameOf(task.planned), repository: fullName(task.source.repository) };
  const known = await settleEarlier(task, subject, github, clock);
  if (known) return known;
  for (let sent = 1; ; sent++) {
    const refusal = await task.refuse();
    if (refusal) return refusedHere(refusal, sent - 1);
    if (clock.remainingMilliseconds() <= 0) return deadlineFirst(subject, sent - 1);
    const answer = await send(task.planned, github);
    if (answer.ok) return nameRun(task, subject, answer.value, sent, github, clock);
    const { error } = answer;
    if (error.carriedOut === "no") {
      // Without a status nothing has left this machine.
      if (error.status !== undefined) return refusedBy(subject, error, sent);
      return error.kind === "timeout" ? deadlineFirst(subject, sent - 1) : refusedBy(subject, error, sent - 1);
    }
    if (!task.isTraceable) return leftOpen(subject, error, sent);
    const settled = new Date(clock.now().getTime() + settlingMilliseconds);
    const look = await lookUntil(settled, task, github, clock);
    if (!look.ok || look.value === "cut-short") return leftOpen(subject, error, sent);
    if (look.value !== "absent") return foundByLook(subject, look.value.found, sent);
    if (sent === maximumSends) return leftOpen(subject, error, sent);
  }
}

/** @returns undefined where nothing has been started, which a look has shown */
async function settleEarlier(
  task: DispatchTask,
  subject: Subject,
  github: DispatchTools,
  clock: Clock,
): Promise<TargetOutcome | undefined> {
  const { earlier } = task;
  if (earlier.state === "nothing-sent") return undefined;
  if (!task.isTraceable && earlier.state === "refused") return undefined;
  if (!task.isTraceable && earlier.state === "dispatched") return recordedAsDispatched(subject, earlier.run);
  if (!task.isTraceable) return cannotLook(subject);
  if (earlier.state === "dispatched") return confirm(task, earlier.run, subject, github);
  const from = earlier.state === "open" ? earlier.at.getTime() + settlingMilliseconds : 0;
  const look = await lookUntil(new Date(from), task, github, clock);
  if (!look.ok) return lookFailed(subject, look.error);
  if (look.value === "cut-short") return deadlineFirst(subject, 0);
  return look.value === "absent" ? undefined : alreadyDispatched(subject, look.value.found);
}

/** A status comment may be forged by whatever else writes as the same account: it is believed when the run agrees. */
async function confirm(
  task: DispatchTask,
  recorded: TargetOutcome["run"],
  subject: Subject,
  github: DispatchTools,
): Promise<TargetOutcome> {
  if (recorded) {
    const run = await github.workflowRun(task.source.repository, Number(recorded.id));
    if (run.ok && isRunOf(run.value, task.correlationId, task.source)) return alreadyDispatched(subject, run.value);
    if (!run.ok && run.error.kind !== "not-found") return lookFailed(subject, run.error);
  }
  const look = await lookForRun(task, github);
  if (!look.ok) return lookFailed(subject, look.error);
  return look.value ? alreadyDispatched(subject, look.value) : notConfirmed(subject);
}

/** GHES up to 3.20 and `repository_dispatch` do not name the run that they start. */
async function nameRun(
  task: DispatchTask,
  subject: Subject,
  receipt: DispatchReceipt,
  sent: number,
  github: DispatchTools,
  clock: Clock,
): Promise<TargetOutcome> {
  if (receipt.run || !task.isTraceable) return dispatched(subject, receipt, receipt.run, sent);
  const until = new Date(clock.now().getTime() + namingMilliseconds);
  const look = await lookUntil(until, task, github, clock);
  const found = look.ok && typeof look.value === "object" ? look.value.found : undefined;
  return dispatched(subject, receipt, found, sent);
}

function send(
  { event, dispatch }: PlannedDispatch,
  github: DispatchTools,
): Promise<Result<DispatchReceipt, GitHubError>> {
  return event === "workflow_dispatch" ? github.dispatchWorkflow(dispatch) : github.dispatchRepository(dispatch);
}
