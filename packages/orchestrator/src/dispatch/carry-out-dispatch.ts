import type { Result } from "@yardmaster/core";
import type { GitHubError, PullRequest } from "@yardmaster/github";
import type { Claim } from "../claim/claim-commands.ts";
import { sameName } from "../event/same-name.ts";
import { compareHead } from "../gate/bind-head.ts";
import type { Clock } from "../host/host.ts";
import { mapBounded } from "../host/map-bounded.ts";
import { type DispatchPlan, recordReason } from "../plan/plan-command.ts";
import { fullName, nameOf, type PlannedDispatch } from "../plan/plan-dispatch.ts";
import type { Reason } from "../reasons/fact.ts";
import { type CommandRecord, worstOf } from "../record/run-record.ts";
import { lookForRun, sourceOf } from "../runs/look-for-run.ts";
import {
  alreadyDispatched,
  cannotLook,
  claimFailed,
  heldElsewhere,
  lookFailed,
  type TargetOutcome,
} from "./outcomes.ts";
import { type DispatchTask, type DispatchTools, type Earlier, sendOnce } from "./send-once.ts";

type ClaimedCommand = Extract<Claim, { readonly kind: "claimed" }>;

export interface CarryOutTools {
  /** With the token that dispatches. */
  readonly github: DispatchTools;
  /** In which the command was given. */
  readonly readPullRequest: (number: number) => Promise<Result<PullRequest, GitHubError>>;
  readonly clock: Clock;
  /** When this attempt started: what an earlier one sent was sent before. */
  readonly startedAt: Date;
  /** By GitHub's clock: nothing of the commands is older. */
  readonly since: Date;
  readonly isFirstAttempt: boolean;
}

/** @param claim undefined where the command was given alone: then the run itself is the claim */
export async function carryOutDispatch(
  plan: DispatchPlan,
  claim: Result<Claim, GitHubError> | undefined,
  tools: CarryOutTools,
): Promise<CommandRecord> {
  const outcomes = await mapBounded(plan.planned, plan.task.dispatch.parallel, (planned) =>
    carryOutOne(planned, plan, claim, tools),
  );
  return conclude(plan.record, outcomes);
}

async function carryOutOne(
  planned: PlannedDispatch,
  plan: DispatchPlan,
  claim: Result<Claim, GitHubError> | undefined,
  tools: CarryOutTools,
): Promise<TargetOutcome> {
  const subject = { name: nameOf(planned), repository: fullName(planned.dispatch.repository) };
  if (claim && !claim.ok) return claimFailed(subject, claim.error);
  const isTraceable = plan.task.dispatch.correlation !== undefined;
  const source = sourceOf(plan.task.dispatch, planned.dispatch.repository);
  const lookUp = { source, correlationId: plan.record.id, since: tools.since };
  if (claim?.value.kind === "held") {
    if (!isTraceable) return cannotLook(subject);
    const look = await lookForRun(lookUp, tools.github);
    if (!look.ok) return lookFailed(subject, look.error);
    return look.value ? alreadyDispatched(subject, look.value) : heldElsewhere(subject, claim.value.holder.run);
  }
  const earlier = claim ? earlierOf(claim.value, subject.repository, tools) : earlierOfRun(tools);
  const task: DispatchTask = { ...lookUp, planned, isTraceable, earlier, refuse: () => refuseMovedHead(plan, tools) };
  return sendOnce(task, tools.github, tools.clock);
}

function earlierOf({ earlier, isLaunched }: ClaimedCommand, repository: string, tools: CarryOutTools): Earlier {
  if (!earlier) return isLaunched ? { state: "open", at: tools.startedAt } : { state: "nothing-sent" };
  const target = earlier.targets.find((each) => sameName(each.repository, repository));
  if (target?.result === "dispatched") {
    return { state: "dispatched", run: target.run };
  }
  const isOpen = target?.result === "sending" || target?.result === "unknown";
  return isOpen ? { state: "open", at: tools.startedAt } : { state: "refused" };
}

/** Without a status comment nothing says how far an earlier attempt came. */
function earlierOfRun({ isFirstAttempt, startedAt }: CarryOutTools): Earlier {
  return isFirstAttempt ? { state: "nothing-sent" } : { state: "open", at: startedAt };
}

/** The head that the gate saw must still be the head when the request goes out. */
async function refuseMovedHead({ head }: DispatchPlan, tools: CarryOutTools): Promise<Reason | undefined> {
  return head && compareHead(head, await tools.readPullRequest(head.number));
}

/** The command goes as its worst target goes. */
function conclude(record: CommandRecord, outcomes: readonly TargetOutcome[]): CommandRecord {
  const targets = record.targets.map((target, index) => {
    const { result, reason, sent, status, run } = outcomes[index] as TargetOutcome;
    return { ...target, result, ...recordReason(reason), sent, status, run };
  });
  const worst = worstOf(outcomes);
  if (!worst) return record;
  const started = outcomes.filter((outcome) => outcome.result === "dispatched").length;
  const count = outcomes.length > 1 ? `${started} of ${outcomes.length} were started. ` : "";
  const reason = { ...worst.reason, message: `${count}${worst.reason.message}` };
  return { ...record, ...recordReason(reason), result: worst.result, targets };
}
