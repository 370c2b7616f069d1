import type { platformEvents } from "@yardmaster/core";

/** Events that start workflows by themselves: `workflow_call` has none of its own, `pull_request_comment` is `issue_comment`. */
export type EventName = Exclude<keyof typeof platformEvents, "workflow_call" | "pull_request_comment">;

/** What GitHub does with an event, beyond its types and the keys of its filters, which core's `platformEvents` has. */
export interface EventRule {
  /** Activity types that count where `types` says nothing; absent: all. */
  readonly defaultTypes?: readonly string[];
  /** The type that is meant where nobody says one; absent of an event without. */
  readonly usualType?: string;
  /**
   * What the run stands on. `own`: the ref that the event is about. `default-branch`: its newest commit. `merge`: the test
   * merge of the pull request, or the branch that it was merged into.
   */
  readonly place: "own" | "default-branch" | "merge";
  /** The file has to be on the default branch. */
  readonly needsDefaultBranch?: true;
  /** The name that `branches` and `tags` are compared with. */
  readonly names?: "pushed" | "base" | "head-of-run" | "merge-base";
  /** `[skip ci]` counts. */
  readonly skips?: true;
  /** What becomes of it where the pull request has a merge conflict; absent: it runs. */
  readonly onConflict?: "no" | "unknown";
  /** A fork's run reads only and has no secrets. */
  readonly restrictsForks?: true;
  /** `default-read`: what Dependabot starts reads only unless it asks for more, and has Dependabot's secrets. */
  readonly dependabot?: "default-read" | "read-only";
  /** What the job token of a run brings about: nothing unless stated. */
  readonly byToken?: "runs" | "waits";
  /** Of the webhook whose examples fit, where its name is another. */
  readonly webhook?: string;
  /** Below the page of events. */
  readonly anchor: string;
}

/** The page that the table below, and the notes of each event, come from. */
export const eventsPage =
  "https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows";

const onDefault = { place: "default-branch", needsDefaultBranch: true } as const;
const pullRequest = {
  defaultTypes: ["opened", "synchronize", "reopened"],
  usualType: "opened",
  names: "base",
} as const;
const ofMerge = { place: "merge", restrictsForks: true, dependabot: "default-read" } as const;

/**
 * Source of all rows: docs.github.com, "Events that trigger workflows", the table and the notes of each event. `dependabot`:
 * "Troubleshooting Dependabot on GitHub Actions". `restrictsForks`: "Securely using pull_request_target". `skips`: "Skipping
 * workflow runs". `byToken`: the note on GITHUB_TOKEN in "Events that trigger workflows", `pull_request`. That a review of a
 * pull request with a conflict starts nothing is stated nowhere.
 */
export const eventTable: Readonly<Record<EventName, EventRule>> = {
  branch_protection_rule: { ...onDefault, usualType: "created", anchor: "branch_protection_rule" },
  check_run: { ...onDefault, usualType: "created", anchor: "check_run" },
  check_suite: { ...onDefault, usualType: "completed", anchor: "check_suite" },
  create: { place: "own", dependabot: "default-read", anchor: "create" },
  delete: { ...onDefault, anchor: "delete" },
  deployment: { place: "own", dependabot: "default-read", anchor: "deployment" },
  deployment_status: { place: "own", dependabot: "default-read", anchor: "deployment_status" },
  discussion: { ...onDefault, usualType: "created", anchor: "discussion" },
  discussion_comment: { ...onDefault, usualType: "created", anchor: "discussion_comment" },
  fork: { ...onDefault, anchor: "fork" },
  gollum: { ...onDefault, anchor: "gollum" },
  image_version: { place: "default-branch", usualType: "ready", anchor: "image_version" },
  issue_comment: { ...onDefault, usualType: "created", anchor: "issue_comment" },
  issues: { ...onDefault, usualType: "opened", anchor: "issues" },
  label: { ...onDefault, usualType: "created", anchor: "label" },
  merge_group: { place: "own", usualType: "checks_requested", names: "merge-base", anchor: "merge_group" },
  milestone: { ...onDefault, usualType: "created", anchor: "milestone" },
  page_build: { ...onDefault, anchor: "page_build" },
  project: { ...onDefault, usualType: "created", anchor: "project" },
  project_card: { ...onDefault, usualType: "created", anchor: "project_card" },
  project_column: { ...onDefault, usualType: "created", anchor: "project_column" },
  public: { ...onDefault, anchor: "public" },
  pull_request: {
    ...pullRequest,
    ...ofMerge,
    skips: true,
    onConflict: "no",
    byToken: "waits",
    anchor: "pull_request",
  },
  pull_request_review: { ...ofMerge, usualType: "submitted", onConflict: "unknown", anchor: "pull_request_review" },
  pull_request_review_comment: {
    ...ofMerge,
    usualType: "created",
    onConflict: "unknown",
    anchor: "pull_request_review_comment",
  },
  // The file is the default branch's, as the note on the event says; its list of notes does not repeat it.
  pull_request_target: {
    ...pullRequest,
    ...onDefault,
    dependabot: "read-only",
    webhook: "pull_request",
    anchor: "pull_request_target",
  },
  push: { place: "own", names: "pushed", skips: true, dependabot: "default-read", anchor: "push" },
  registry_package: {
    place: "own",
    needsDefaultBranch: true,
    usualType: "published",
    webhook: "package",
    anchor: "registry_package",
  },
  release: { place: "own", usualType: "published", anchor: "release" },
  repository_dispatch: { ...onDefault, byToken: "runs", anchor: "repository_dispatch" },
  schedule: { ...onDefault, anchor: "schedule" },
  status: { ...onDefault, anchor: "status" },
  watch: { ...onDefault, usualType: "started", anchor: "watch" },
  workflow_dispatch: { place: "own", needsDefaultBranch: true, byToken: "runs", anchor: "workflow_dispatch" },
  workflow_run: { ...onDefault, usualType: "completed", names: "head-of-run", anchor: "workflow_run" },
};

/** @returns undefined for what is no event, or none of its own. */
export function ruleOfEvent(name: string): EventRule | undefined {
  return Object.hasOwn(eventTable, name) ? eventTable[name as EventName] : undefined;
}
