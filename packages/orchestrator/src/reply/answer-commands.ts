import type { GitHubError } from "@yardmaster/github";
import type { IssueRun } from "../dispatch/issue-runs.ts";
import { withProgress } from "../dispatch/issue-runs.ts";
import type { CommandRecord } from "../record/run-record.ts";
import type { GitHubRun } from "../runner-environment.ts";
import { type Conversation, type ConversationTools, createStatus } from "./conversation.ts";
import { printStatus } from "./print-status.ts";
import { isDone, statusOf } from "./status-of.ts";

export interface Answer {
  readonly record: CommandRecord;
  /** Of the status comment that this run has written for it already. */
  readonly commentId: number | undefined;
  /** Another run holds the command, and tells of it. */
  readonly isHeld: boolean;
}

/**
 * Brings the status comment of each command up to date, and leaves the reaction of the outcome: `+1`, or `confused` where
 * somebody has to do something.
 * @returns what could not be said: the commands are carried out all the same
 */
export async function answerCommands(
  answers: readonly Answer[],
  runs: readonly IssueRun[],
  { conversation, run, now }: { readonly conversation: Conversation; readonly run: GitHubRun; readonly now: Date },
  github: ConversationTools,
): Promise<readonly GitHubError[]> {
  const { place, statuses } = conversation;
  const failures: GitHubError[] = [];
  const note = (answer: { readonly ok: true } | { readonly ok: false; readonly error: GitHubError }): void => {
    if (!answer.ok) failures.push(answer.error);
  };
  for (const { record, commentId, isHeld } of answers) {
    const status = statusOf(record, run, now);
    const own =
      commentId ?? statuses.find((each) => each.status.id === status.id && each.status.run === run.id)?.commentId;
    if (own === undefined && isHeld) continue;
    note(
      own === undefined
        ? await createStatus(conversation, status, record.answer, github)
        : await github.updateComment(place.repository, own, printStatus(status, record.answer)),
    );
  }
  const touched = new Map(runs.map(({ comment }) => [comment.commentId, comment.status]));
  for (const [commentId, status] of touched) {
    const updated = withProgress(status, runs);
    if (updated !== status) note(await github.updateComment(place.repository, commentId, printStatus(updated)));
  }
  const isGood = answers.every(({ record }) => isDone(record));
  note(await github.react(place.repository, place.commentId, isGood ? "+1" : "confused"));
  return failures;
}
