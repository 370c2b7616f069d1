import { isMap, type ValueMap } from "@yardmaster/core";
import { textOf } from "./payload-field.ts";

/**
 * Webhooks by what their payloads hold and no payload of an earlier row does. Source: docs.github.com, "Webhook events and
 * payloads"; the names are those of webhooks, which start workflows or not.
 */
const rows: readonly (readonly [event: string, fields: string])[] = [
  ["repository_dispatch", "client_payload"],
  ["schedule", "schedule"],
  ["workflow_run", "workflow_run"],
  ["workflow_job", "workflow_job"],
  ["workflow_dispatch", "inputs"],
  ["merge_group", "merge_group"],
  ["pull_request_review", "review pull_request"],
  ["pull_request_review_comment", "comment pull_request"],
  ["pull_request_review_thread", "thread pull_request"],
  ["pull_request", "pull_request"],
  ["issue_comment", "comment issue"],
  ["issues", "issue"],
  ["discussion_comment", "comment discussion"],
  ["discussion", "discussion"],
  ["commit_comment", "comment"],
  ["release", "release"],
  ["deployment_status", "deployment_status"],
  ["deployment", "deployment"],
  ["check_run", "check_run"],
  ["check_suite", "check_suite"],
  ["registry_package", "registry_package"],
  ["package", "package"],
  ["milestone", "milestone"],
  ["project_card", "project_card"],
  ["project_column", "project_column"],
  ["project", "project"],
  ["label", "label"],
  ["gollum", "pages"],
  ["fork", "forkee"],
  ["page_build", "build"],
  ["star", "starred_at"],
  ["status", "state context"],
  ["branch_protection_rule", "rule"],
  ["push", "ref before after"],
  ["create", "ref ref_type master_branch"],
  ["delete", "ref ref_type"],
];

/** Which event a payload is of, by its fields; undefined where they do not tell. */
export function eventOfPayload(payload: ValueMap): string | undefined {
  const found = rows.find(([, fields]) => fields.split(" ").every((field) => Object.hasOwn(payload, field)));
  if (found) return found[0];
  return textOf(payload, "action") === "started" ? "watch" : undefined;
}

/** The `github` context of a run, or an object with the event's name and payload: what it says beside the payload. */
export interface UnwrappedPayload {
  readonly payload: ValueMap;
  readonly name?: string;
  readonly ref?: string;
  readonly sha?: string;
  readonly actor?: string;
  readonly triggeringActor?: string;
  readonly attempt?: number;
}

export function unwrapPayload(given: ValueMap): UnwrappedPayload {
  const { event } = given;
  const name = textOf(given, "event_name");
  if (name === undefined || !isMap(event)) return { payload: given };
  const texts = {
    ref: textOf(given, "ref"),
    sha: textOf(given, "sha"),
    actor: textOf(given, "actor"),
    triggeringActor: textOf(given, "triggering_actor"),
  };
  const attempt = Number(given.run_attempt);
  return {
    payload: event,
    name,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(Number.isInteger(attempt) && attempt > 0 ? { attempt } : {}),
  };
}
