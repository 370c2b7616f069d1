import {
  asMap,
  contextsOf,
  defineDiagnostic,
  type ModelPath,
  readTemplate,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { listedTexts } from "./listed-texts.ts";

export const concurrencyCancelsOthers = defineDiagnostic({
  code: "concurrency-cancels-others",
  severity: "warning",
  confidence: "medium",
  message: (p: { group: string; event: string; what: string }) =>
    `On \`${p.event}\`, the group ${JSON.stringify(p.group)} is one for all ${p.what}: each new run cancels that of another.`,
  hint: (p) =>
    p.event === "push" || p.event === "release" || p.event === "pull_request"
      ? "Put `${{ github.ref }}` into the group."
      : p.event === "pull_request_target"
        ? "Put `${{ github.event.pull_request.number }}` into the group: `github.ref` is the base branch here."
        : "Put the number of what the event is about into the group: `github.ref` is the default branch here.",
});

export const concurrencyMissing = defineDiagnostic({
  code: "concurrency-missing",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: () =>
    "Nothing limits how many runs of one pull request go on at once: a new push leaves the run of the one before it going.",
  hint: () => "Give the workflow a `concurrency` with `cancel-in-progress: true` and `${{ github.ref }}` in its group.",
});

/** Source of what the refs of an event are: docs.github.com, "Events that trigger workflows". */
export const concurrencyGroups: Rule = {
  reports: [concurrencyCancelsOthers, concurrencyMissing],
  workflow({ model, events, jobs }, report) {
    checkGroup(model.concurrency, ["concurrency"], events, report);
    for (const { keys, path } of jobs) checkGroup(keys.concurrency, [...path, "concurrency"], events, report);
    const isOfPullRequests = events.has("pull_request");
    const isLimited = model.concurrency !== undefined || jobs.some(({ keys }) => keys.concurrency !== undefined);
    if (isOfPullRequests && !isLimited) report(concurrencyMissing, {}, ["jobs"], { at: "key" });
  },
};

function checkGroup(
  concurrency: Value | undefined,
  path: ModelPath,
  events: ReadonlyMap<string, ValueMap>,
  report: Report,
): void {
  const { group, "cancel-in-progress": cancel } = asMap(concurrency) ?? {};
  if (typeof group !== "string" || group === "" || cancel !== true) return;
  const reads = readsOf(group);
  if (!reads) return;
  for (const [event, settings] of events) {
    const kind = kinds[event];
    if (!kind || isOfOneBranch(event, settings)) continue;
    if (!reads.every((name) => alike.has(name) || kind.alike.some((known) => fits(name, known)))) continue;
    report(concurrencyCancelsOthers, { group, event, what: kind.what }, [...path, "group"]);
    return;
  }
}

/** What a group reads of `github`; undefined where that cannot be told, or where it reads what is of one job or run. */
function readsOf(group: string): readonly string[] | undefined {
  const names: string[] = [];
  for (const { expression, text } of readTemplate(group, false)) {
    const contexts = contextsOf(expression);
    if (contexts.some((context) => !["github", "vars"].includes(context))) return undefined;
    const found = text.match(/\bgithub(?:\.[\w-]+)+/gi) ?? [];
    if (found.length !== (text.match(/\bgithub\b/gi) ?? []).length) return undefined;
    names.push(...found.map((name) => name.toLowerCase().slice("github.".length)));
  }
  return names;
}

/** `event.pull_request.*` has everything below it. */
function fits(name: string, known: string): boolean {
  return known.endsWith(".*") ? name.startsWith(known.slice(0, -1)) : name === known;
}

/** Properties of `github` that are the same in every run of a workflow. */
const alike: ReadonlySet<string> = new Set([
  ...[
    "workflow",
    "workflow_ref",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "event_name",
  ],
  ...["server_url", "api_url", "graphql_url", "retention_days", "event.repository.name", "event.repository.full_name"],
]);

interface EventKind {
  /** What the runs of the event are of, in the plural. */
  readonly what: string;
  /** Properties of `github` that are the same, or empty, in each of them. */
  readonly alike: readonly string[];
}

const ofNoPullRequest = ["head_ref", "base_ref", "event.pull_request.*", "event.number", "event.issue.*"];
const ofDefaultBranch = ["ref", "ref_name", "ref_type", "sha", "head_ref", "base_ref"];

const kinds: Readonly<Record<string, EventKind>> = {
  pull_request: { what: "pull requests", alike: ["base_ref", "event.issue.*", "event.action"] },
  pull_request_target: {
    what: "pull requests",
    alike: ["ref", "ref_name", "ref_type", "sha", "base_ref", "event.issue.*", "event.action"],
  },
  push: { what: "branches and tags", alike: [...ofNoPullRequest, "event.action"] },
  release: { what: "releases", alike: [...ofNoPullRequest, "event.action"] },
  issues: { what: "issues", alike: [...ofDefaultBranch, "event.pull_request.*", "event.action"] },
  issue_comment: { what: "issues", alike: [...ofDefaultBranch, "event.pull_request.*", "event.action"] },
};

/** A push of one branch alone cancels what is out of date. */
function isOfOneBranch(event: string, settings: ValueMap): boolean {
  if (event !== "push") return false;
  const branches = listedTexts(settings.branches, []);
  const tags = settings.tags ?? settings["tags-ignore"];
  const [only, ...others] = branches;
  return only !== undefined && others.length === 0 && tags === undefined && !/[*?+![]/.test(only.text);
}
