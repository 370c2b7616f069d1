import { textsIn, type ValueMap } from "@yardmaster/core";

/** Who can bring an event about, from the widest circle to none. */
export const people = {
  anyone: "anyone with an account",
  authors: "anyone who opens a pull request, from a fork too",
  reviewers: "anyone who reviews a pull request from a branch of this repository",
  wiki: "whoever may edit the wiki",
  triage: "people with triage access",
  apps: "apps, and people with write access",
  write: "people with write access",
  admin: "administrators",
  clock: "the clock alone",
  callers: "workflows elsewhere that call it, with their own token and secrets",
  unknown: "whoever starts the workflow that it waits for",
} as const;

export type People = keyof typeof people;

/** Widest first. */
export const circles = Object.keys(people) as readonly People[];

interface EventFacts {
  readonly people: People;
  /** Of activity types with other people behind them. */
  readonly byType?: Readonly<Record<string, People>>;
}

const triaged = (...types: readonly string[]): Readonly<Record<string, People>> =>
  Object.fromEntries(types.map((type) => [type, "triage" as const]));

const organizing = [
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "milestoned",
  "demilestoned",
  "locked",
  "unlocked",
];

/**
 * In a public repository. Of a private one, "anyone" is everybody with read access.
 * Source: docs.github.com, "Events that trigger workflows" and "Repository roles for an organization", read 2026-11.
 */
const eventFacts: Readonly<Record<string, EventFacts>> = {
  branch_protection_rule: { people: "admin" },
  check_run: { people: "apps" },
  check_suite: { people: "apps" },
  create: { people: "write" },
  delete: { people: "write" },
  deployment: { people: "apps" },
  deployment_status: { people: "apps" },
  discussion: {
    people: "anyone",
    byType: triaged("pinned", "unpinned", "transferred", "category_changed", ...organizing),
  },
  discussion_comment: { people: "anyone" },
  fork: { people: "anyone" },
  gollum: { people: "wiki" },
  image_version: { people: "write" },
  issue_comment: { people: "anyone" },
  issues: {
    people: "anyone",
    byType: { ...triaged(...organizing), pinned: "write", unpinned: "write", transferred: "write", deleted: "admin" },
  },
  label: { people: "write" },
  merge_group: { people: "write" },
  milestone: { people: "triage" },
  page_build: { people: "write" },
  public: { people: "admin" },
  pull_request: {
    people: "authors",
    byType: { ...triaged(...organizing), enqueued: "write", dequeued: "write", auto_merge_enabled: "write" },
  },
  pull_request_review: { people: "reviewers" },
  pull_request_review_comment: { people: "reviewers" },
  pull_request_target: {
    people: "authors",
    byType: { ...triaged(...organizing), enqueued: "write", dequeued: "write", auto_merge_enabled: "write" },
  },
  push: { people: "write" },
  registry_package: { people: "write" },
  release: { people: "write" },
  repository_dispatch: { people: "write" },
  schedule: { people: "clock" },
  status: { people: "apps" },
  watch: { people: "anyone" },
  workflow_call: { people: "callers" },
  workflow_dispatch: { people: "write" },
  workflow_run: { people: "unknown" },
};

/**
 * Events of a pull request from a fork, whose runs have a token that only reads and no secret: what a run may do is in
 * reach of other people than the run itself.
 */
const forkLimited: Readonly<Record<string, People>> = {
  pull_request: "write",
  pull_request_review: "reviewers",
  pull_request_review_comment: "reviewers",
};

/** @param whole whether the run has its secrets and the permissions that it states. */
export function peopleBehind(event: string, settings: ValueMap, whole: boolean): People {
  const facts = eventFacts[event];
  if (!facts) return "write";
  const limited = whole ? forkLimited[event] : undefined;
  const types = textsIn(settings.types);
  const behind = types.map((type) => facts.byType?.[type] ?? limited ?? facts.people);
  const found = behind.length > 0 ? widest(behind) : (limited ?? facts.people);
  // Labels and their like on a pull request of a fork do not lift the limit.
  return limited !== undefined && found === "triage" && limited === "write" ? "write" : found;
}

export function widest(behind: readonly People[]): People {
  return circles.find((circle) => behind.includes(circle)) ?? "unknown";
}
