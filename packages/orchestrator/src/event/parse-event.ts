import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { parseInstant } from "@yardmaster/zoned-time";
import { FieldReader } from "../json/field-reader.ts";
import { parseJson } from "../json/parse-json.ts";
import { eventWithoutComment, otherEvent, wrongShape } from "../reasons/problems.ts";

/** A GitHub account as payloads show it: a login may change hands, an id never does. */
export interface Account {
  readonly login: string;
  readonly id: number;
  /** `User`, `Bot`, `Organization` or what GitHub adds. */
  readonly type: string;
}

interface AnyEvent {
  readonly repository: { readonly fullName: string; readonly defaultBranch: string };
  readonly sender: Account;
}

export interface CommentEvent extends AnyEvent {
  readonly name: "issue_comment";
  readonly action: string;
  readonly issue: { readonly number: number; readonly isPullRequest: boolean };
  readonly comment: {
    readonly id: number;
    readonly author: Account;
    readonly body: string;
    /** By GitHub's clock. */
    readonly createdAt: Date;
    /** Slug of the GitHub App that wrote it, as a bot or in a person's name; empty where the payload names none. */
    readonly app: string | undefined;
  };
}

export interface ManualEvent extends AnyEvent {
  readonly name: "workflow_dispatch";
  /** The inputs of those names, if there are any: another repository's workflow may use them for something else. */
  readonly command: string | undefined;
  readonly mode: string | undefined;
}

export type OrchestratorEvent = CommentEvent | ManualEvent;

/**
 * The part of an event that decisions rest on. `author_association` is left out: it says nothing of teams or triage.
 * @param name `GITHUB_EVENT_NAME`: the payload itself does not name its event.
 * @param file for diagnostics only
 */
export function parseEvent(name: string, text: string, file: string): Result<OrchestratorEvent, Diagnostic> {
  if (name !== "issue_comment" && name !== "workflow_dispatch") return fail(otherEvent({ event: name }));
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const fields = new FieldReader(json.value);
  fields.object();
  if (!fields.problem && name === "issue_comment" && !fields.has("comment")) return fail(eventWithoutComment({ file }));
  const event = name === "issue_comment" ? readComment(fields) : readManual(fields);
  return fields.problem ? fail(wrongShape({ file, ...fields.problem })) : ok(event);
}

function readComment(fields: FieldReader): CommentEvent {
  return {
    name: "issue_comment",
    ...readAny(fields),
    action: fields.nonEmptyText("action"),
    issue: { number: fields.id("issue", "number"), isPullRequest: fields.has("issue", "pull_request") },
    comment: {
      id: fields.id("comment", "id"),
      author: readAccount(fields, "comment", "user"),
      body: fields.text("comment", "body"),
      createdAt: readInstant(fields, "comment", "created_at"),
      app: fields.has("comment", "performed_via_github_app")
        ? (fields.optionalText("comment", "performed_via_github_app", "slug") ?? "")
        : undefined,
    },
  };
}

function readManual(fields: FieldReader): ManualEvent {
  const hasInputs = fields.has("inputs") && Object.keys(fields.object("inputs")).length > 0;
  return {
    name: "workflow_dispatch",
    ...readAny(fields),
    command: hasInputs ? fields.optionalText("inputs", "command") : undefined,
    mode: hasInputs ? fields.optionalText("inputs", "mode") : undefined,
  };
}

function readAny(fields: FieldReader): AnyEvent {
  return {
    repository: {
      fullName: fields.nonEmptyText("repository", "full_name"),
      defaultBranch: fields.nonEmptyText("repository", "default_branch"),
    },
    sender: readAccount(fields, "sender"),
  };
}

function readInstant(fields: FieldReader, ...path: string[]): Date {
  const instant = parseInstant(fields.text(...path));
  if (!instant.ok) fields.refuse("an RFC 3339 instant", ...path);
  return instant.ok ? instant.value : new Date(0);
}

function readAccount(fields: FieldReader, ...path: string[]): Account {
  return {
    login: fields.nonEmptyText(...path, "login"),
    id: fields.id(...path, "id"),
    type: fields.nonEmptyText(...path, "type"),
  };
}
