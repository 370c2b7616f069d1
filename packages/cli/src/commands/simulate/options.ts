import type { OptionDefinition } from "../../program/arguments.ts";

/** What happened, in words of the command line: for all commands that ask what comes of an event. */
export const eventOptions: readonly OptionDefinition[] = [
  { name: "event", summary: "what happens (push)", takes: "NAME" },
  { name: "action", summary: "its activity type", takes: "TYPE" },
  { name: "ref", summary: "branch, or refs/tags/NAME (git's)", takes: "REF" },
  { name: "sha", summary: "the commit (git's)", takes: "SHA" },
  { name: "base", summary: "branch of a pull request's base; of a push, the commit before it", takes: "REF" },
  { name: "head", summary: "branch of a pull request's head", takes: "BRANCH" },
  { name: "files", summary: "changed files, with commas or one a line in a file (git's)", takes: "LIST|@FILE" },
  { name: "message", summary: "of the head commit (git's)", takes: "TEXT" },
  { name: "actor", summary: "who does it (git's)", takes: "LOGIN" },
  { name: "rerun-by", summary: "who asks for a second attempt", takes: "LOGIN" },
  { name: "at", summary: "when, as 2026-11-22T15:06:00Z (now)", takes: "INSTANT" },
  { name: "by", summary: "what does it (person)", values: ["person", "app", "github-token"] },
  { name: "fork", summary: "the pull request comes from a fork" },
  { name: "association", summary: "what its author is to the repository", takes: "KIND" },
  { name: "number", summary: "of the pull request or issue", takes: "NUMBER" },
  { name: "cron", summary: "the schedule that is due", takes: "CRON" },
  { name: "input", summary: "of workflow_dispatch", takes: "NAME=VALUE", isRepeatable: true },
  { name: "set", summary: "a field of the payload: comment.body=/deploy", takes: "PATH=VALUE", isRepeatable: true },
  { name: "revision", summary: "take the workflows of a branch or commit, in place of the files here", takes: "REV" },
  { name: "facts", summary: "what the repository's settings hold, as JSON", takes: "FILE" },
  { name: "outputs", summary: "what jobs and steps come to, as JSON", takes: "FILE" },
];
