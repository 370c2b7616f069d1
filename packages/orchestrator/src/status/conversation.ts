import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHub, GitHubError, RepositoryName } from "@yardmaster/github";
import { type CommandStatus, parseMarker } from "./command-status.ts";
import { printStatus } from "./print-status.ts";

/** The comment that gave the commands. */
export interface Place {
  readonly repository: RepositoryName;
  readonly issue: number;
  readonly commentId: number;
  /** By GitHub's clock: no answer to the comment is older. */
  readonly since: Date;
}

export type ConversationTools = Pick<GitHub, "react" | "issueComments" | "createComment" | "updateComment">;

export interface StatusComment {
  readonly commentId: number;
  readonly status: CommandStatus;
}

/** What has been answered so far. */
export interface Conversation {
  readonly place: Place;
  /** Of the account that answers: comments of others are never read as ours. */
  readonly accountId: number;
  readonly statuses: readonly StatusComment[];
}

/** Shows that the comment was seen, which tells whose account answers, and reads what that account has answered. */
export async function openConversation(
  place: Place,
  github: ConversationTools,
): Promise<Result<Conversation, GitHubError>> {
  const seen = await github.react(place.repository, place.commentId, "eyes");
  if (!seen.ok) return seen;
  const accountId = seen.value.account.id;
  const statuses = await readStatuses({ place, accountId }, place.since, github);
  return statuses.ok ? ok({ place, accountId, statuses: statuses.value }) : statuses;
}

const rememberedMilliseconds = 30 * 24 * 3_600_000;

/** Older commands have nothing left to be cancelled, and strangers can make an issue as long as they like. */
export function rememberedSince(now: Date): Date {
  return new Date(now.getTime() - rememberedMilliseconds);
}

/** The status comments of this account on the issue that changed since the instant, the oldest first. */
export async function readStatuses(
  { place, accountId }: Pick<Conversation, "place" | "accountId">,
  since: Date,
  github: Pick<ConversationTools, "issueComments">,
): Promise<Result<readonly StatusComment[], GitHubError>> {
  const comments = await github.issueComments(place.repository, place.issue, since);
  if (!comments.ok) return comments;
  return ok(
    comments.value.flatMap(({ id, author, body }) => {
      const status = author.id === accountId ? parseMarker(body) : undefined;
      return status ? [{ commentId: id, status }] : [];
    }),
  );
}

/** Of one command and one run, of all its attempts. */
export function findStatus(
  statuses: readonly StatusComment[],
  { id, run }: Pick<CommandStatus, "id" | "run">,
): StatusComment | undefined {
  return statuses.find(({ status }) => status.id === id && status.run === run);
}

/**
 * Writes the status comment of a command that has none of this run. After an answer that was lost it looks for the comment
 * before it writes a second one.
 * @returns the comment's id
 */
export async function createStatus(
  conversation: Conversation,
  status: CommandStatus,
  answer: readonly string[],
  github: ConversationTools,
): Promise<Result<number, GitHubError>> {
  const { place } = conversation;
  const body = printStatus(status, answer);
  const first = await github.createComment(place.repository, place.issue, body);
  if (first.ok) return ok(first.value.id);
  if (first.error.carriedOut === "no") return first;
  const again = await readStatuses(conversation, place.since, github);
  if (!again.ok) return fail(first.error);
  const written = findStatus(again.value, status);
  if (written) return ok(written.commentId);
  const second = await github.createComment(place.repository, place.issue, body);
  return second.ok ? ok(second.value.id) : second;
}
