import type { Diagnostic } from "@yardmaster/core";
import type { Fact } from "../fact.ts";
import type { RunnerEnvironment } from "../runner-environment.ts";
import {
  actorNotSender,
  commentNotCreated,
  otherRepository,
  senderNotAuthor,
  senderNotPerson,
  sentByApp,
} from "./denials.ts";
import type { Account, OrchestratorEvent } from "./parse-event.ts";

/**
 * Whether event and runner tell one story: a person's own, new comment, or a person's own manual run.
 * @returns why not, or undefined
 */
export function checkEvent(event: OrchestratorEvent, runner: RunnerEnvironment): Diagnostic | undefined {
  const { sender } = event;
  const runsIn = `${runner.repository.owner}/${runner.repository.repo}`;
  if (!sameName(event.repository.fullName, runsIn)) {
    return otherRepository({ payload: event.repository.fullName, runner: runsIn });
  }
  if (event.name === "issue_comment") {
    const { author } = event.comment;
    if (event.action !== "created") return commentNotCreated({ action: event.action });
    if (sender.id !== author.id) return senderNotAuthor({ sender: sender.login, author: author.login });
    if (author.type !== "User") return senderNotPerson({ sender: author.login, type: author.type });
    if (event.comment.isFromApp) return sentByApp({ sender: sender.login });
  }
  if (sender.type !== "User") return senderNotPerson({ sender: sender.login, type: sender.type });
  if (!sameName(runner.actor, sender.login)) return actorNotSender({ actor: runner.actor, sender: sender.login });
  // The runner gives no type; GitHub reserves the ending for the accounts of apps.
  const { triggeringActor } = runner;
  if (triggeringActor.endsWith("[bot]")) return senderNotPerson({ sender: triggeringActor, type: "Bot" });
  return undefined;
}

export function factsOfEvent(event: OrchestratorEvent, runner: RunnerEnvironment): readonly Fact[] {
  const ofComment: readonly Fact[] =
    event.name === "issue_comment"
      ? [
          { name: "action", value: event.action, source: "action" },
          { name: "comment-author", value: printAccount(event.comment.author), source: "comment.user" },
          {
            name: "comment-by-app",
            value: String(event.comment.isFromApp),
            source: "comment.performed_via_github_app",
          },
        ]
      : [];
  return [
    { name: "event", value: event.name, source: "GITHUB_EVENT_NAME" },
    { name: "repository", value: event.repository.fullName, source: "repository.full_name" },
    { name: "sender", value: printAccount(event.sender), source: "sender" },
    ...ofComment,
    { name: "actor", value: runner.actor, source: "GITHUB_ACTOR" },
    { name: "triggering-actor", value: runner.triggeringActor, source: "GITHUB_TRIGGERING_ACTOR" },
  ];
}

/** GitHub compares logins and repository names without case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function printAccount({ login, id, type }: Account): string {
  return `${login} (${type} ${id})`;
}
