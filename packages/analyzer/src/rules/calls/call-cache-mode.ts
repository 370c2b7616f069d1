import { defineDiagnostic, type Value } from "@yardmaster/core";
import { calledWorkflow, maximumCallDepth } from "../called-workflow.ts";
import type { AnalyzedWorkflow, RepositoryWorkflows, Rule } from "../rule.ts";

interface Excess {
  /** The nested job, or the workflow. */
  readonly who: string;
  readonly file: string;
  readonly requested: string;
}

export const callCacheMode = defineDiagnostic({
  code: "call-cache-mode",
  severity: "warning",
  message: (p: Excess & { allowed: string }) =>
    `${p.who} of ${p.file} states \`cache-mode: ${p.requested}\`, and gets no more than \`${p.allowed}\`, which its caller has.`,
  hint: (p) => `Give the calling job \`cache-mode: ${p.requested}\`, or leave the called one's out.`,
});

/** What each mode allows. */
const modes: Readonly<Record<string, readonly string[]>> = {
  none: [],
  read: ["restore"],
  "write-only": ["save"],
  write: ["restore", "save"],
};

/**
 * A called workflow that states more access to caches than its caller has, at any depth until one states its own.
 * Source: github.blog/changelog, 2026-09-10, "Control GitHub Actions cache access with cache-mode".
 */
export const callCacheModes: Rule = {
  reports: [callCacheMode],
  job({ keys, path }, { model, repository }, report) {
    const stated = keys["cache-mode"] ?? (model as Readonly<Record<string, Value | undefined>>)["cache-mode"];
    const called = isMode(stated) ? calledWorkflow(keys, repository) : undefined;
    if (!called || !isMode(stated)) return;
    for (const excess of excesses(called, stated, repository, 1)) {
      report(callCacheMode, { ...excess, allowed: stated }, [...path, "uses"]);
    }
  },
};

function excesses(
  { file, model }: AnalyzedWorkflow,
  allowed: string,
  repository: RepositoryWorkflows,
  depth: number,
): readonly Excess[] {
  const top = (model as Readonly<Record<string, Value | undefined>>)["cache-mode"];
  const atTop = isOver(top, allowed) ? [{ who: "The workflow", file, requested: top }] : [];
  const inJobs = Object.entries(model.jobs).flatMap(([id, job]): readonly Excess[] => {
    const own = job["cache-mode"];
    if (isOver(own, allowed)) return [{ who: `The job '${id}'`, file, requested: own }];
    if (own !== undefined || top !== undefined || depth >= maximumCallDepth) return [];
    const next = calledWorkflow(job, repository);
    return next ? excesses(next, allowed, repository, depth + 1) : [];
  });
  return [...atTop, ...inJobs];
}

function isOver(requested: Value | undefined, allowed: string): requested is string {
  return isMode(requested) && (modes[requested] ?? []).some((access) => !modes[allowed]?.includes(access));
}

function isMode(value: Value | undefined): value is string {
  return typeof value === "string" && Object.hasOwn(modes, value);
}
