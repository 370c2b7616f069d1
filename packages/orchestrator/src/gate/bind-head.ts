import { type Diagnostic, defineDiagnostic, fail, ok, type Result, type Task } from "@yardmaster/core";
import type { GitHubError, PullRequest } from "@yardmaster/github";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import { sameName } from "../event/same-name.ts";
import { quote } from "../text/visible-text.ts";

/** The commit that a command was given for. */
export interface BoundHead {
  /** Of the pull request. */
  readonly number: number;
  /** 40 hex digits. */
  readonly sha: string;
}

type HeadTask = Pick<Task, "name" | "dispatch">;

/** The pull request that has to be asked for; undefined where the task takes no head, or the event stands on none. */
export function pullRequestOf({ dispatch }: HeadTask, event: OrchestratorEvent): number | undefined {
  if (dispatch.head === undefined || event.name !== "issue_comment") return undefined;
  return event.issue.isPullRequest ? event.issue.number : undefined;
}

/**
 * @param pull GitHub's answer for `pullRequestOf`; undefined where that is undefined
 * @returns undefined for a task that takes no head
 */
export function bindHead(
  task: HeadTask,
  event: OrchestratorEvent,
  pull: Result<PullRequest, GitHubError> | undefined,
): Result<BoundHead | undefined, Diagnostic> {
  if (task.dispatch.head === undefined) return ok(undefined);
  const number = pullRequestOf(task, event);
  if (number === undefined || pull === undefined) return fail(needsPullRequest({ task: task.name }));
  const sha = readHead(number, pull);
  return sha.ok ? ok({ number, sha: sha.value }) : sha;
}

/**
 * Right before use.
 * @param now GitHub's answer, asked for again
 * @returns why the commit may not be used any more
 */
export function compareHead(bound: BoundHead, now: Result<PullRequest, GitHubError>): Diagnostic | undefined {
  const sha = readHead(bound.number, now);
  if (!sha.ok) return sha.error;
  return sha.value === bound.sha ? undefined : headMoved({ number: bound.number, from: bound.sha, to: sha.value });
}

function readHead(number: number, pull: Result<PullRequest, GitHubError>): Result<string, Diagnostic> {
  if (!pull.ok) return fail(pullRequestUnknown({ number, message: pull.error.message }));
  const { isOpen, headSha, headRepository, baseRepository } = pull.value;
  if (pull.value.number !== number)
    return fail(pullRequestUnknown({ number, message: "the answer is of another one" }));
  if (headRepository === undefined || !sameName(headRepository, baseRepository)) {
    return fail(headOfFork({ number, repository: headRepository }));
  }
  return isOpen ? ok(headSha) : fail(pullRequestClosed({ number }));
}

export const needsPullRequest = defineDiagnostic<{ readonly task: string }>({
  code: "needs-pull-request",
  severity: "error",
  message: (p) => `The task ${quote(p.task)} takes the head of a pull request, and the command stands on none.`,
  hint: () => "Give the command in a comment on a pull request.",
});

export const pullRequestUnknown = defineDiagnostic<{ readonly number: number; readonly message: string }>({
  code: "pull-request-unknown",
  severity: "error",
  message: (p) => `The head of pull request ${p.number} is unknown: ${quote(p.message, 200)}.`,
  hint: () => "Give the token the permission Pull requests: read, or give the command again when GitHub is well.",
});

export const pullRequestClosed = defineDiagnostic<{ readonly number: number }>({
  code: "pull-request-closed",
  severity: "error",
  message: (p) => `Pull request ${p.number} is closed.`,
  hint: () => "Give the command on an open pull request.",
});

export const headOfFork = defineDiagnostic<{ readonly number: number; readonly repository: string | undefined }>({
  code: "head-of-fork",
  severity: "error",
  message: (p) =>
    `The head of pull request ${p.number} is in ${p.repository === undefined ? "a fork that was deleted" : `the fork ${quote(p.repository)}`}.`,
  hint: () => "Push the commits to a branch of this repository, and give the command there.",
});

export const headMoved = defineDiagnostic<{ readonly number: number; readonly from: string; readonly to: string }>({
  code: "head-moved",
  severity: "error",
  message: (p) =>
    `The head of pull request ${p.number} was ${p.from} when the command was checked, and is ${p.to} now.`,
  hint: () => "Look at the new commits, and give the command again.",
});
