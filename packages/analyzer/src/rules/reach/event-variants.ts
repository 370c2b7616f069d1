import {
  asList,
  asMap,
  type FilterPattern,
  parseFilterPattern,
  passesFilter,
  type Scalar,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import type { Subject } from "../rule.ts";

/** What an event can give a run, as far as the workflow's own triggers decide. */
export interface EventVariant {
  readonly event: string;
  /** By paths such as `github.event.action`, in lower case. */
  readonly facts: ReadonlyMap<string, ContextFact>;
}

/** A value, or what a text is held to; what is under a value of null is null. */
export type ContextFact = { readonly value: Scalar } | TextFact;

export interface TextFact {
  /** Each of them begins with it. */
  readonly prefix: string;
  mayBe(text: string): boolean;
}

/**
 * Every way in which the workflow can be started; undefined where somebody else decides: a caller, whose event it has.
 */
export function eventVariants({ events, model }: Subject): readonly EventVariant[] | undefined {
  if (events.size === 0 || events.has("workflow_call")) return undefined;
  return [...events].flatMap(([event, settings]) => variantsOf(event, settings, model.on));
}

function variantsOf(event: string, settings: ValueMap, on: Value): readonly EventVariant[] {
  const common: [string, ContextFact][] = [
    ["github.event_name", { value: event }],
    ...absent(event).map((path): [string, ContextFact] => [path, { value: null }]),
  ];
  const refs = refsOf(event, settings);
  return refs.flatMap((ref) =>
    ownOf(event, settings, on).map((own) => ({ event, facts: new Map([...common, ...ref, ...own]) })),
  );
}

type Facts = readonly (readonly [string, ContextFact])[];

/** Parts of the payload, and the events that have them. Source: docs.github.com, "Webhook events and payloads". */
const payloads: Readonly<Record<string, RegExp>> = {
  "github.event.pull_request": /^pull_request/,
  "github.event.issue": /^(?:issues|issue_comment|sub_issues)$/,
  "github.event.comment": /_comment$/,
  "github.event.release": /^release$/,
  "github.event.workflow_run": /^workflow_run$/,
  "github.event.review": /^pull_request_review/,
  "github.event.schedule": /^schedule$/,
  "github.event.inputs": /^workflow_dispatch$/,
  inputs: /^workflow_dispatch$/,
  "github.event.client_payload": /^repository_dispatch$/,
  "github.event.head_commit": /^(?:push|merge_group)$/,
  "github.event.commits": /^push$/,
  "github.event.label": /^(?:label|issues|pull_request|pull_request_target|discussion)$/,
  "github.event.merge_group": /^merge_group$/,
  "github.event.discussion": /^discussion/,
  "github.event.deployment": /^deployment/,
  "github.event.deployment_status": /^deployment_status$/,
};
const ofPullRequests = /^(?:pull_request|merge_group$)/;
const withoutAction = new Set(["push", "schedule", "workflow_dispatch", "create", "delete"]);

function absent(event: string): readonly string[] {
  if (!known.has(event)) return [];
  const missing = Object.entries(payloads).flatMap(([path, events]) => (events.test(event) ? [] : [path]));
  const refs = ofPullRequests.test(event) ? [] : ["github.base_ref", "github.head_ref"];
  return [...missing, ...refs, ...(withoutAction.has(event) ? ["github.event.action"] : [])];
}

/** Events whose payload is looked at here; of others no more than the name is known. */
const known = new Set(
  (
    "push pull_request pull_request_target pull_request_review pull_request_review_comment schedule workflow_dispatch " +
    "workflow_run release issues issue_comment merge_group repository_dispatch create delete discussion discussion_comment"
  ).split(" "),
);

/** Events that run on the default branch. */
const ofDefaultBranch = new Set(
  "schedule issues issue_comment workflow_run pull_request_target repository_dispatch discussion discussion_comment".split(
    " ",
  ),
);

function refsOf(event: string, settings: ValueMap): readonly Facts[] {
  if (event === "push") return pushRefs(settings);
  if (event === "release")
    return [
      [
        ["github.ref", anyOf("refs/tags/")],
        ["github.ref_type", { value: "tag" }],
      ],
    ];
  if (ofDefaultBranch.has(event)) {
    return [
      [
        ["github.ref", anyOf("refs/heads/")],
        ["github.ref_type", { value: "branch" }],
      ],
    ];
  }
  return [[]];
}

/** Filters of one kind alone leave nothing of the other. */
function pushRefs(settings: ValueMap): readonly Facts[] {
  const has = (kind: string) => settings[kind] !== undefined || settings[`${kind}-ignore`] !== undefined;
  const [branches, tags] = [has("branches"), has("tags")];
  return [
    ...(branches || !tags ? [refFacts("branch", "refs/heads/", settings.branches, settings["branches-ignore"])] : []),
    ...(tags || !branches ? [refFacts("tag", "refs/tags/", settings.tags, settings["tags-ignore"])] : []),
  ];
}

function refFacts(type: string, prefix: string, wanted: Value | undefined, ignored: Value | undefined): Facts {
  const name = nameFact(wanted, ignored);
  const ref: TextFact = {
    prefix,
    mayBe: (text) => text.toLowerCase().startsWith(prefix) && name.mayBe(text.slice(prefix.length)),
  };
  return [
    ["github.ref", ref],
    ["github.ref_name", name],
    ["github.ref_type", { value: type }],
  ];
}

/** Comparisons ignore case, filters do not: a name that is wanted may be another case of the text. */
function nameFact(wanted: Value | undefined, ignored: Value | undefined): TextFact {
  const [positive, negative] = [patternsOf(wanted), patternsOf(ignored)];
  const spellings = (name: string) => [name, name.toLowerCase(), name.toUpperCase()];
  if (positive) {
    const isOpen = positive.some((pattern) => pattern && !pattern.isLiteral);
    const names = listOf(wanted).map((text) => String(text).toLowerCase());
    return {
      prefix: "",
      mayBe: (name) =>
        isOpen ? spellings(name).some((each) => passesFilter(positive, each)) : names.includes(name.toLowerCase()),
    };
  }
  if (negative) return { prefix: "", mayBe: (name) => !passesFilter(negative, name) };
  return anyOf("");
}

/** @returns undefined where there are none, or one is no text. */
function patternsOf(value: Value | undefined): readonly (FilterPattern | undefined)[] | undefined {
  const list = listOf(value);
  if (list.length === 0 || !list.every((each) => typeof each === "string")) return undefined;
  const patterns = list.map((each) => parseFilterPattern(each as string));
  return patterns.every((pattern) => pattern) ? patterns : undefined;
}

function listOf(value: Value | undefined): readonly Value[] {
  return typeof value === "string" ? [value] : asList(value);
}

function anyOf(prefix: string): TextFact {
  return { prefix, mayBe: (text) => text.toLowerCase().startsWith(prefix) };
}

function ownOf(event: string, settings: ValueMap, on: Value): readonly Facts[] {
  if (event === "schedule") return scheduleFacts(asMap(on)?.schedule);
  if (/^pull_request(?:_target)?$/.test(event)) {
    const base = nameFact(settings.branches, settings["branches-ignore"]);
    const types = typesOf(settings, ["opened", "synchronize", "reopened"]);
    return (types ?? [undefined]).map((type) => pullRequestFacts(event, type, base));
  }
  if (withoutAction.has(event)) return [[]];
  const types = typesOf(settings, undefined);
  return types ? types.map((type): Facts => [["github.event.action", { value: type }]]) : [[]];
}

function typesOf(settings: ValueMap, usual: readonly string[] | undefined): readonly string[] | undefined {
  if (settings.types === undefined) return usual;
  const types = listOf(settings.types);
  return types.length > 0 && types.every((type) => typeof type === "string") ? (types as readonly string[]) : undefined;
}

/** While it has one of these, a pull request cannot be merged. */
const ofOpen = new Set(
  "opened synchronize reopened ready_for_review converted_to_draft enqueued auto_merge_enabled".split(" "),
);

function pullRequestFacts(event: string, type: string | undefined, base: TextFact): Facts {
  const isOpen = type !== undefined && ofOpen.has(type);
  // Of one that is merged, the ref is the branch that it went into.
  const isMergeRef = event === "pull_request" && isOpen;
  return [
    ["github.base_ref", base],
    ["github.event.pull_request.base.ref", base],
    ...(type === undefined ? [] : [["github.event.action", { value: type }] as const]),
    ...(type === undefined || /^(?:un)?labeled$/.test(type) ? [] : [["github.event.label", { value: null }] as const]),
    ...(isOpen ? [["github.event.pull_request.merged", { value: false }] as const] : []),
    ...(isMergeRef ? mergeRef : []),
  ];
}

const mergeRef: Facts = [
  ["github.ref", { prefix: "refs/pull/", mayBe: (text) => /^refs\/pull\/\d+\/merge$/i.test(text) }],
  ["github.ref_name", { prefix: "", mayBe: (text) => /^\d+\/merge$/i.test(text) }],
  ["github.ref_type", { value: "branch" }],
];

function scheduleFacts(schedule: Value | undefined): readonly Facts[] {
  const crons = asList(schedule).map((entry) => asMap(entry)?.cron);
  if (crons.length === 0 || !crons.every((cron) => typeof cron === "string")) return [[]];
  return crons.map((cron): Facts => [["github.event.schedule", { value: cron as string }]]);
}
