import { defineDiagnostic, type JobView, outsiderEvents, type ValueMap } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { handsOutToken, mayUse, type TokenUse, tokenUses } from "./step-needs.ts";

export const permissionsWriteAll = defineDiagnostic({
  code: "permissions-write-all",
  severity: "warning",
  message: (p: { holder: string }) =>
    `\`write-all\` lets every step of ${p.holder} write everything: code, releases, packages, pull requests, workflow runs and deployments.`,
  hint: () => "State the scopes that are written: `permissions: { contents: read, … }`.",
});

interface Parameters {
  readonly jobs: readonly string[];
  /** What they are known to need; undefined where that is not known. */
  readonly least: string | undefined;
}

const least = (p: Parameters): string =>
  p.least === undefined
    ? "State `permissions: {}` at the top, and in each job what it needs."
    : `State \`permissions: ${p.least}\`: no more is known to be needed.`;
const named = (jobs: readonly string[]): string =>
  `${jobs.length === 1 ? "The job" : "The jobs"} ${jobs.map((id) => `"${id}"`).join(", ")} ${jobs.length === 1 ? "states" : "state"}`;

export const permissionsUnstated = defineDiagnostic({
  code: "permissions-unstated",
  severity: "warning",
  isPedantic: true,
  message: (p: Parameters) =>
    `${named(p.jobs)} no permissions, so the settings of the repository decide what the token may do: in older ones, write everything.`,
  hint: least,
});

export const permissionsUnstatedOutsiders = defineDiagnostic({
  code: "permissions-unstated-outsiders",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters & { event: string }) =>
    `${named(p.jobs)} no permissions, and anybody can start the workflow by \`${p.event}\`: where the repository's default is the old one, with a token that may write everything.`,
  hint: least,
});

/** Sources: CodeQL's `actions/missing-workflow-permissions`, poutine's `default_permissions_on_risky_events`. */
export const statedPermissions: Rule = {
  reports: [permissionsWriteAll, permissionsUnstated, permissionsUnstatedOutsiders],
  workflow({ model, events, jobs }, report) {
    if (model.permissions === "write-all") report(permissionsWriteAll, { holder: "the workflow" }, ["permissions"]);
    if (model.permissions !== undefined) return;
    const unstated = jobs.filter(({ keys }) => keys.permissions === undefined && keys.uses === undefined);
    const names = [...events.keys()];
    const [first] = unstated;
    if (!first || names.every((event) => event === "workflow_call")) return;
    const parameters = { jobs: unstated.map(({ id }) => id), least: leastOf(unstated, model) };
    const event = names.find(
      (name) => outsiderEvents[name] === "privileged" && !name.startsWith("pull_request_review"),
    );
    const where = { at: "key" } as const;
    const isAtHand = unstated.some((job) =>
      job.steps.some((step) => handsOutToken(step, job, model) || tokenUses(step, job, model).some(writes)),
    );
    if (event === undefined || !isAtHand) report(permissionsUnstated, parameters, first.path, where);
    else report(permissionsUnstatedOutsiders, { ...parameters, event }, first.path, where);
  },
  job({ id, keys, path }, _workflow, report) {
    if (keys.permissions === "write-all")
      report(permissionsWriteAll, { holder: `the job "${id}"` }, [...path, "permissions"]);
  },
};

/** For nothing else is it said by default: many small workflows do no more than print something. */
function writes({ needs }: TokenUse): boolean {
  return needs.some((alternative) => Object.values(alternative).includes("write"));
}

const writable = ["contents", "id-token", "issues", "packages", "pull-requests"];

/** What the steps are known to need, as it is written; undefined where one of them may use more. */
function leastOf(jobs: readonly JobView[], workflow: ValueMap): string | undefined {
  const levels = new Map<string, string>();
  for (const job of jobs) {
    for (const step of job.steps) {
      if (writable.some((scope) => mayUse(step, job, workflow, scope))) return undefined;
      for (const { needs } of tokenUses(step, job, workflow)) {
        for (const [scope, level] of Object.entries(needs[0] ?? {}))
          if (levels.get(scope) !== "write") levels.set(scope, level);
      }
    }
  }
  if (levels.size === 0) return "{}";
  return `{ ${[...levels]
    .sort()
    .map((pair) => pair.join(": "))
    .join(", ")} }`;
}
