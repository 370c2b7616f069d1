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
} from "../dispatch/carry-out-query.ts";
import type { Stopwatch } from "../host/stopwatch.ts";
import { type CommandPlan, refusePlan } from "../plan/plan-command.ts";
import type { Fact, Reason } from "../reasons/fact.ts";
import type { CommandRecord } from "../record/run-record.ts";
import { createAnswers } from "../reply/create-answers.ts";
import type { IssueRun } from "../runs/issue-runs.ts";
import {
  type Conversation,
  openConversation,
  readStatuses,
  rememberedSince,
  type StatusComment,
} from "../status/conversation.ts";
import { statusWhileSending } from "../status/status-of.ts";
import type { Answering, Connected } from "./connect.ts";
import type { PreparedRun } from "./prepare-run.ts";

export interface CarriedOut {
  readonly records: readonly CommandRecord[];
  readonly facts: readonly Fact[];
}

/**
 * Receipt, claims, then the commands in their order, each answered as soon as it is done. Nothing is sent for a comment that
 * could not be claimed.
 */
export async function carryOut(
  plans: readonly CommandPlan[],
  run: PreparedRun,
  { answering, bots }: Connected,
  stopwatch: Stopwatch,
): Promise<CarriedOut> {
  const opened = answering && (await stopwatch.measure("receipt", () => open(run, answering)));
  const conversation = opened?.ok ? opened.value : undefined;
  const claims =
    answering && conversation && [...bots.values()].some((bot) => bot.ok)
      ? await stopwatch.measure("claim", () => claim(plans, bots, run, conversation, answering))
      : undefined;
  const records: CommandRecord[] = [];
  const runs: IssueRun[] = [];
  const answers = answering && conversation ? createAnswers(conversation, answering) : undefined;
  for (const plan of plans) {
    const outcome = await stopwatch.measure(plan.kind, () =>
      carryOutPlan(plan, run, { answering, opened, claims, bots, records }),
    );
    records.push(outcome.record);
    runs.push(...outcome.runs);
    const own = claims?.get(outcome.record.id);
    if (answers) await stopwatch.measure("answer", () => answers.tell(outcome.record, own, run.clock.now()));
  }
  if (answers) await stopwatch.measure("conclude", () => answers.conclude(records, runs, run.instant));
  const failures = answers?.failures ?? (opened && !opened.ok ? [opened.error] : []);
  return { records, facts: failures.map(unsaid) };
}

interface Circumstances extends Connected {
  /** Of the commands before this one. */
  readonly records: readonly CommandRecord[];
  readonly opened: Result<Conversation, GitHubError> | undefined;
  readonly claims: Claims | undefined;
}

async function carryOutPlan(
  plan: CommandPlan,
  run: PreparedRun,
  { answering, opened, claims, bots, records }: Circumstances,
): Promise<QueryOutcome> {
  const bot = bots.get(plan.record.id);
  if (plan.kind === "settled" || !bot) return { record: plan.record, runs: [] };
  if (!bot.ok) return { record: refusePlan(plan, bot.error), runs: [] };
  if (plan.kind !== "dispatch") return answerQuery(plan, run, { answering, opened, records }, bot.value);
  const own = opened && !opened.ok ? opened : claims?.get(plan.record.id);
  return { record: await carryOutDispatch(plan, own, toolsFor(run, bot.value, answering)), runs: [] };
}

async function answerQuery(
  plan: QueryPlan,
  run: PreparedRun,
  { answering, opened, records }: Pick<Circumstances, "answering" | "opened" | "records">,
  bot: GitHub,
): Promise<QueryOutcome> {
  const statuses = await statusesOfIssue(run, opened, answering);
  if (!statuses.ok) return { record: refusePlan(plan, statuses.error), runs: [] };
  const before = {
    commentId: run.event.name === "issue_comment" ? run.event.comment.id : 0,
    ids: records.map(({ id }) => id),
  };
  return carryOutQuery(plan, statuses.value, { repository: run.runner.repository, before }, bot);
}

/** GitHub lists runs by its own clock, which is that of the comment; a second is what both are rounded to. */
const roundingMilliseconds = 1_000;
/** Of the runner's clock and GitHub's. */
const clockDifferenceMilliseconds = 600_000;
/** So long can a run be started again: docs.github.com, "Re-running workflows and jobs". */
const rerunnableMilliseconds = 30 * 24 * 3_600_000;

function sinceOf({ event, instant, runner }: PreparedRun): Date {
  if (event.name === "issue_comment") return new Date(event.comment.createdAt.getTime() - roundingMilliseconds);
  return new Date(instant.getTime() - (isFirstAttempt(runner) ? clockDifferenceMilliseconds : rerunnableMilliseconds));
}

function isFirstAttempt({ run }: PreparedRun["runner"]): boolean {
  return (run?.attempt ?? "1") === "1";
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
  bots: Connected["bots"],
  { clock }: PreparedRun,
  conversation: Conversation,
  { github, run }: Answering,
): Promise<Claims> {
  const now = clock.now();
  const wanted = plans.flatMap(({ kind, record }) =>
    kind === "dispatch" && bots.get(record.id)?.ok ? [statusWhileSending(record, run, now)] : [],
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
    isFirstAttempt: isFirstAttempt(run.runner),
  };
}

/** What was answered on the issue, not only to this comment. */
async function statusesOfIssue(
  run: PreparedRun,
  opened: Result<Conversation, GitHubError> | undefined,
  answering: Answering | undefined,
): Promise<Result<readonly StatusComment[], Reason>> {
  if (!opened || !answering) return fail(needsIssue());
  if (!opened.ok) return fail(issueUnreadable({ message: opened.error.message }));
  const statuses = await readStatuses(opened.value, rememberedSince(run.instant), answering.github);
  return statuses.ok ? statuses : fail(issueUnreadable({ message: statuses.error.message }));
}

function unsaid(error: GitHubError): Fact {
  return { name: "answer-not-given", value: error.kind, source: error.message };
}
