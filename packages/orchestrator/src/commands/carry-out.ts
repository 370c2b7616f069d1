import { fail, InvariantError, type Result } from "@yardmaster/core";
import type { GitHub, GitHubError } from "@yardmaster/github";
import { type Claims, claimCommands } from "../claim/claim-commands.ts";
import { type CarryOutTools, carryOutDispatch } from "../dispatch/carry-out-dispatch.ts";
import {
  carryOutQuery,
  issueUnreadable,
  needsIssue,
  type QueryOutcome,
  type QueryPlan,
  refuseQuery,
} from "../dispatch/carry-out-query.ts";
import type { IssueRun } from "../dispatch/issue-runs.ts";
import type { CommandPlan } from "../dispatch/plan-command.ts";
import type { Fact, Reason } from "../fact.ts";
import type { CommandRecord } from "../record/run-record.ts";
import { answerCommands } from "../reply/answer-commands.ts";
import { type Conversation, openConversation, readStatuses, type StatusComment } from "../reply/conversation.ts";
import { statusWhileSending } from "../reply/status-of.ts";
import type { Stopwatch } from "../stopwatch.ts";
import type { Answering, Connected } from "./connect.ts";
import type { PreparedRun } from "./prepare-run.ts";

export interface CarriedOut {
  readonly records: readonly CommandRecord[];
  readonly facts: readonly Fact[];
}

/** Receipt, claims, the commands in their order, answers. Nothing is sent for a comment that could not be claimed. */
export async function carryOut(
  plans: readonly CommandPlan[],
  run: PreparedRun,
  { answering, bot }: Connected,
  stopwatch: Stopwatch,
): Promise<CarriedOut> {
  const opened = answering && (await stopwatch.measure("receipt", () => open(run, answering)));
  const claims =
    answering && opened?.ok
      ? await stopwatch.measure("claim", () => claim(plans, run, opened.value, answering))
      : undefined;
  const records: CommandRecord[] = [];
  const runs: IssueRun[] = [];
  for (const plan of plans) {
    if (plan.kind === "settled" || !bot) {
      records.push(plan.record);
    } else if (plan.kind === "dispatch") {
      const own = opened && !opened.ok ? opened : claims?.get(plan.record.id);
      const tools = toolsFor(run, bot, answering);
      records.push(await stopwatch.measure("dispatch", () => carryOutDispatch(plan, own, tools)));
    } else {
      const outcome = await stopwatch.measure(plan.kind, () => answerQuery(plan, run, opened, answering, bot));
      records.push(outcome.record);
      runs.push(...outcome.runs);
    }
  }
  if (!answering || !opened) return { records, facts: [] };
  if (!opened.ok) return { records, facts: [unsaid(opened.error)] };
  const now = run.clock.now();
  const failures = await stopwatch.measure("answer", () =>
    answer(records, runs, claims, opened.value, { ...answering, now }),
  );
  return { records, facts: failures.map(unsaid) };
}

async function answerQuery(
  plan: QueryPlan,
  run: PreparedRun,
  opened: Result<Conversation, GitHubError> | undefined,
  answering: Answering | undefined,
  bot: GitHub,
): Promise<QueryOutcome> {
  const statuses = await statusesOfIssue(opened, answering);
  if (!statuses.ok) return { record: refuseQuery(plan, statuses.error), runs: [] };
  return carryOutQuery(plan, statuses.value, run.runner.repository, bot);
}

/** GitHub lists runs by its own clock, which is that of the comment; a second is what both are rounded to. */
const roundingMilliseconds = 1_000;
/** So long can a run be started again: docs.github.com, "Re-running workflows and jobs". */
const rerunnableMilliseconds = 30 * 24 * 3_600_000;

function sinceOf({ event, instant }: PreparedRun): Date {
  return event.name === "issue_comment"
    ? new Date(event.comment.createdAt.getTime() - roundingMilliseconds)
    : new Date(instant.getTime() - rerunnableMilliseconds);
}

function open(run: PreparedRun, { github }: Answering): Promise<Result<Conversation, GitHubError>> {
  const { event, runner } = run;
  if (event.name !== "issue_comment") throw new InvariantError("only a comment is answered");
  const { repository } = runner;
  const place = { repository, issue: event.issue.number, commentId: event.comment.id, since: sinceOf(run) };
  return openConversation(place, github);
}

function claim(
  plans: readonly CommandPlan[],
  { clock }: PreparedRun,
  conversation: Conversation,
  { github, run }: Answering,
): Promise<Claims> {
  const now = clock.now();
  const wanted = plans.flatMap(({ kind, record }) =>
    kind === "dispatch" ? [statusWhileSending(record, run, now)] : [],
  );
  return claimCommands(conversation, wanted, github);
}

function toolsFor(run: PreparedRun, bot: GitHub, answering: Answering | undefined): CarryOutTools {
  return {
    github: bot,
    readPullRequest: (number) => (answering?.github ?? bot).pullRequest(run.runner.repository, number),
    clock: run.clock,
    startedAt: run.instant,
    since: sinceOf(run),
    isFirstAttempt: (run.runner.run?.attempt ?? "1") === "1",
  };
}

/** All that was ever answered on the issue, not only to this comment. */
async function statusesOfIssue(
  opened: Result<Conversation, GitHubError> | undefined,
  answering: Answering | undefined,
): Promise<Result<readonly StatusComment[], Reason>> {
  if (!opened || !answering) return fail(needsIssue());
  if (!opened.ok) return fail(issueUnreadable({ message: opened.error.message }));
  const statuses = await readStatuses(opened.value, new Date(0), answering.github);
  return statuses.ok ? statuses : fail(issueUnreadable({ message: statuses.error.message }));
}

function answer(
  records: readonly CommandRecord[],
  runs: readonly IssueRun[],
  claims: Claims | undefined,
  conversation: Conversation,
  { github, run, now }: Answering & { readonly now: Date },
): Promise<readonly GitHubError[]> {
  const answers = records.map((record) => {
    const claim = claims?.get(record.id);
    return {
      record,
      commentId: claim?.ok ? claim.value.commentId : undefined,
      isHeld: claim?.ok === true && claim.value.kind === "held",
    };
  });
  return answerCommands(answers, runs, { conversation, run, now }, github);
}

function unsaid(error: GitHubError): Fact {
  return { name: "answer-not-given", value: error.kind, source: error.message };
}
