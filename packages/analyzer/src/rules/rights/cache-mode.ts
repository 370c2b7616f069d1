import {
  actionName,
  defineDiagnostic,
  type JobView,
  type ModelPath,
  outsiderEvents,
  readOnlyCacheEvents,
} from "@yardmaster/core";
import type { Rule, Subject } from "../rule.ts";

export const cacheWriteOutsiders = defineDiagnostic({
  code: "cache-write-outsiders",
  severity: "warning",
  message: (p: { mode: string; events: readonly string[] }) =>
    `\`cache-mode: ${p.mode}\` lets runs of ${p.events.map((event) => `\`${event}\``).join(", ")}, which outsiders start, write the cache of the default branch: what they leave there, later runs with more rights restore.`,
  hint: () => "Use `cache-mode: read`, which such a run has by itself, or `none`.",
});

export const cacheStepIdle = defineDiagnostic({
  code: "cache-step-idle",
  severity: "warning",
  message: (p: { action: string; mode: string; what: string }) =>
    `${p.action} cannot ${p.what} under \`cache-mode: ${p.mode}\`: GitHub passes the step over.`,
  hint: () => "Drop the step, or give the job the mode that it needs.",
});

/**
 * Events on the default branch, by its cache, that outsiders bring about. Source: docs.github.com, "Dependency caching",
 * "Cache access for low-trust workflow triggers".
 */
const lowTrust = new Set([
  ...readOnlyCacheEvents,
  ...Object.keys(outsiderEvents).filter((event) => !event.startsWith("pull_request")),
]);

/** What the mode of a job allows, in place of what its event would have. */
export const cacheModes: Rule = {
  reports: [cacheWriteOutsiders, cacheStepIdle],
  workflow(workflow, report) {
    const events = [...workflow.events.keys()].filter((event) => lowTrust.has(event));
    if (events.length === 0) return;
    const paths = new Map<string, { readonly mode: string; readonly path: ModelPath }>();
    for (const job of workflow.jobs) {
      const stated = modeOf(job, workflow);
      const isOfOneEvent = typeof job.keys.if === "string" && job.keys.if.includes("event_name");
      if (!stated || isOfOneEvent || (stated.mode !== "write" && stated.mode !== "write-only")) continue;
      paths.set(stated.path.join(" "), stated);
    }
    for (const { mode, path } of paths.values()) report(cacheWriteOutsiders, { mode, events }, path);
  },
  step({ uses, path }, { job, document }, report) {
    if (!job || uses?.kind !== "repository" || uses.repository.toLowerCase() !== "cache") return;
    const mode = document.kind === "workflow" ? modeOf(job, document)?.mode : undefined;
    const idle = mode === undefined ? undefined : idleUnder[actionName(uses)]?.[mode];
    if (mode === undefined || idle === undefined) return;
    const action = uses.text.slice(0, uses.text.lastIndexOf("@"));
    report(cacheStepIdle, { action, mode, what: idle }, [...path, "uses"]);
  },
};

/** What an action cannot do, by the mode. */
const idleUnder: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "actions/cache": { none: "restore or save a cache" },
  "actions/cache/restore": { none: "restore a cache", "write-only": "restore a cache" },
  "actions/cache/save": { none: "save a cache", read: "save a cache" },
};

function modeOf({ keys, path }: JobView, { model }: Subject): { mode: string; path: ModelPath } | undefined {
  const own = keys["cache-mode"];
  const mode = own ?? model["cache-mode"];
  if (typeof mode !== "string") return undefined;
  return { mode, path: own === undefined ? ["cache-mode"] : [...path, "cache-mode"] };
}
