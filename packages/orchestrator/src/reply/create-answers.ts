import type { Result } from "@yardmaster/core";
import type { GitHubError } from "@yardmaster/github";
import type { Claim } from "../claim/claim-commands.ts";
import type { GitHubRun } from "../host/runner-environment.ts";
import type { CommandRecord } from "../record/run-record.ts";
import { type IssueRun, withProgress } from "../runs/issue-runs.ts";
import {
  type Conversation,
  type ConversationTools,
  createStatus,
  findStatus,
  readStatuses,
  rememberedSince,
} from "../status/conversation.ts";
import { printStatus } from "../status/print-status.ts";
import { isDone, statusAfter } from "../status/status-of.ts";

export interface Answers {
  /** What could not be said so far: the commands are carried out all the same. */
  readonly failures: readonly GitHubError[];
  /** Brings the status comment of a command up to date. */
  tell(record: CommandRecord, claim: Result<Claim, GitHubError> | undefined, now: Date): Promise<void>;
  /**
   * Writes what was learnt of the runs of earlier commands into their status comments, and leaves the reaction of the
   * outcome: `+1`, or `confused` where somebody has to do something.
   */
  conclude(records: readonly CommandRecord[], runs: readonly IssueRun[], now: Date): Promise<void>;
}

export function createAnswers(
  conversation: Conversation,
  { github, run }: { readonly github: ConversationTools; readonly run: GitHubRun },
): Answers {
  const { place, statuses } = conversation;
  const failures: GitHubError[] = [];
  const written = new Set<number>();
  const note = (answer: Result<unknown, GitHubError>): void => {
    if (!answer.ok) failures.push(answer.error);
  };
  return {
    failures,

    async tell(record, claim, now) {
      const earlier = findStatus(statuses, { id: record.id, run: run.id });
      const status = statusAfter(earlier?.status, record, run, now);
      const own = (claim?.ok ? claim.value.commentId : undefined) ?? earlier?.commentId;
      // The run that holds the command tells of it.
      if (own === undefined && claim?.ok && claim.value.kind === "held") return;
      if (own === undefined) {
        note(await createStatus(conversation, status, record.answer, github));
        return;
      }
      written.add(own);
      note(await github.updateComment(place.repository, own, printStatus(status, record.answer)));
    },

    async conclude(records, runs, now) {
      const named = new Set(runs.map(({ comment }) => comment.commentId).filter((id) => !written.has(id)));
      if (named.size > 0) await updateProgress(named, runs, now);
      note(await github.react(place.repository, place.commentId, records.every(isDone) ? "+1" : "confused"));
    },
  };

  /**
   * The comments are read again right before: another run may have written its outcome since, and what is still being sent
   * is that run's to tell.
   */
  async function updateProgress(named: ReadonlySet<number>, runs: readonly IssueRun[], now: Date): Promise<void> {
    const current = await readStatuses(conversation, rememberedSince(now), github);
    note(current);
    for (const { commentId, status } of current.ok ? current.value : []) {
      const updated = named.has(commentId) && status.result !== "sending" ? withProgress(status, runs) : status;
      if (updated !== status) note(await github.updateComment(place.repository, commentId, printStatus(updated)));
    }
  }
}
