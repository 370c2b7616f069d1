import { defineDiagnostic } from "@yardmaster/core";
import { quote } from "../text/visible-text.ts";

/** Contradictions in an event that no permission can heal. */

export const commentNotCreated = defineDiagnostic<{ readonly action: string }>({
  code: "comment-not-created",
  severity: "error",
  message: (p) => `The comment was ${quote(p.action)}; only a new comment gives a command.`,
  hint: () => "Write a new comment.",
});

export const senderNotAuthor = defineDiagnostic<{ readonly sender: string; readonly author: string }>({
  code: "sender-not-author",
  severity: "error",
  message: (p) => `The event was sent by ${quote(p.sender)}, the comment written by ${quote(p.author)}.`,
  hint: () => "Give the command in a comment of your own.",
});

export const otherRepository = defineDiagnostic<{ readonly payload: string; readonly runner: string }>({
  code: "other-repository",
  severity: "error",
  message: (p) => `The event belongs to ${quote(p.payload)}, the run to ${quote(p.runner)}.`,
});

export const actorNotSender = defineDiagnostic<{ readonly actor: string; readonly sender: string }>({
  code: "actor-not-sender",
  severity: "error",
  message: (p) => `The run was started by ${quote(p.actor)}, the event sent by ${quote(p.sender)}.`,
});
