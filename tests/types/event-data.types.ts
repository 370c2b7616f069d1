// Compiled by `npm run typecheck`, never run. Where the schema inside `@actions/workflow-parser`, which says what starts a
// workflow, and `@octokit/webhooks-types`, which says what an event carries, know different things. An update of either
// that changes this list fails here, and the language's own payloads (packages/dsl/src/triggers/events.ts) are to be looked at.
import type { EventPayloadMap } from "@octokit/webhooks-types";
import type { platformEvents } from "@yardmaster/core";
import { triggers } from "yardmaster";

type Facts = typeof platformEvents;
type Started = keyof Facts;
type Known = Started & keyof EventPayloadMap;
type ActionOf<P> = P extends { readonly action: infer A extends string } ? A : never;
type Activities<E> = E extends Known ? (Facts[E]["types"][number] extends infer A extends string ? (A extends unknown ? `${E} ${A}` : never) : never) : never;
type Payloads<E> = E extends Exclude<Known, "repository_dispatch"> ? (ActionOf<EventPayloadMap[E]> extends infer A extends string ? (A extends unknown ? `${E} ${A}` : never) : never) : never;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;

// Events without a payload type: three have one of the language's own, `image_version` and `pull_request_comment` none.
same<Exclude<Started, Known>, "image_version" | "pull_request_comment" | "pull_request_target" | "schedule" | "workflow_call">(true);
// Activities that start a workflow and have no payload type.
same<
  Exclude<Activities<Known>, Payloads<Known>>,
  "issues field_added" | "issues field_removed" | "issues typed" | "issues untyped" | "project_column updated" | "pull_request stacked"
>(true);
// Activities with a payload type that start no workflow, or that a workflow cannot choose.
same<
  Exclude<Payloads<Known>, Activities<Known>>,
  | "check_suite requested"
  | "check_suite rerequested"
  | "deployment created"
  | "deployment_status created"
  | "merge_group destroyed"
  | "project_column edited"
>(true);

// An activity without a payload type leaves the event's fields readable; a known one keeps its own.
triggers({ issues: { types: ["typed"] } }).github.event.issue.number;
triggers({ issues: { types: ["labeled", "typed"] } }).github.event.issue.title;
triggers({ issues: { types: ["labeled"] } }).github.event.label;
// @ts-expect-error a field of another activity
triggers({ issues: { types: ["labeled"] } }).github.event.assignee;
// @ts-expect-error nothing is known of the event's data
triggers({ image_version: null }).github.event.version;
