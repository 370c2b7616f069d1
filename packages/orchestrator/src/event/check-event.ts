import { type Diagnostic, fail, type Result } from "@yardmaster/core";
import type { RunnerEnvironment } from "../host/runner-environment.ts";
import type { Fact } from "../reasons/fact.ts";
import { type Actor, readSender } from "./actor.ts";
import { actorNotSender, commentNotCreated, otherRepository, senderNotAuthor } from "./denials.ts";
import type { Account, OrchestratorEvent } from "./parse-event.ts";
import { sameName } from "./same-name.ts";

/**
 * Whether event and runner tell one story: somebody's own, new comment, or somebody's own manual run.
 * @returns the sender, or the contradiction, which no permission heals
 */
export function checkEvent(event: OrchestratorEvent, runner: RunnerEnvironment): Result<Actor, Diagnostic> {
  const { sender } = event;
  const runsIn = `${runner.repository.owner}/${runner.repository.repo}`;
  if (!sameName(event.repository.fullName, runsIn)) {
    return fail(otherRepository({ payload: event.repository.fullName, runner: runsIn }));
  }
  if (event.name === "issue_comment") {
    const { author } = event.comment;
    if (event.action !== "created") return fail(commentNotCreated({ action: event.action }));
    if (sender.id !== author.id) return fail(senderNotAuthor({ sender: sender.login, author: author.login }));
  }
  if (!sameName(runner.actor, sender.login)) return fail(actorNotSender({ actor: runner.actor, sender: sender.login }));
  return readSender(sender, event.name === "issue_comment" ? event.comment.app : undefined);
}

export function factsOfEvent(event: OrchestratorEvent, runner: RunnerEnvironment): readonly Fact[] {
  const ofComment: readonly Fact[] =
    event.name === "issue_comment"
      ? [
          { name: "action", value: event.action, source: "action" },
          { name: "comment-author", value: printAccount(event.comment.author), source: "comment.user" },
          { name: "comment-app", value: event.comment.app ?? "none", source: "comment.performed_via_github_app" },
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

function printAccount({ login, id, type }: Account): string {
  return `${login} (${type} ${id})`;
}
