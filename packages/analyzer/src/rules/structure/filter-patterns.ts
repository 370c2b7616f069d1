import { asMap, defineDiagnostic, platformEvents } from "@yardmaster/core";
import { eventFilters } from "../filter-ignored.ts";
import type { Rule } from "../rule.ts";
import { listedTexts } from "./listed-texts.ts";
import { patternProblem } from "./pattern-problem.ts";

interface Parameters {
  readonly pattern: string;
  readonly reason: string;
}

export const patternRefused = defineDiagnostic({
  code: "pattern-refused",
  severity: "error",
  message: (p: Parameters) =>
    `${JSON.stringify(p.pattern)} is no pattern of GitHub's, which refuses the workflow: ${p.reason}.`,
  hint: () => "Put a `\\` before a special character that stands for itself.",
});

export const patternNeverMatches = defineDiagnostic({
  code: "pattern-never-matches",
  severity: "warning",
  message: (p: Parameters) => `The pattern ${JSON.stringify(p.pattern)} matches nothing: ${p.reason}.`,
  hint: () => "Write it as GitHub has the names: `main`, `releases/**`, `v*`, `src/**`.",
});

export const patternBraces = defineDiagnostic({
  code: "pattern-braces",
  severity: "warning",
  message: (p: { pattern: string; braces: string }) =>
    `GitHub's patterns know no alternatives: \`${p.braces}\` in ${JSON.stringify(p.pattern)} matches only these very characters.`,
  hint: () => "Write a pattern for each alternative.",
});

export const pathsUnused = defineDiagnostic({
  code: "paths-unused",
  severity: "warning",
  message: (p: { filter: string; tags: string }) =>
    `With \`${p.tags}\` alone, only tags start the workflow, and \`${p.filter}\` is not looked at for tags.`,
  hint: (p) => `Drop \`${p.filter}\`, or add \`branches\` for pushes that it is meant for.`,
});

/** A filter that the event lacks is ignored, whatever it says. */
const knownFilters: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(platformEvents).map(([event, { keys }]) => [event, keys]),
);

/** Patterns of filters. Source for tags and paths: docs.github.com, "Workflow syntax", `on.<push|…>.<paths|paths-ignore>`. */
export const filterPatterns: Rule = {
  reports: [patternRefused, patternNeverMatches, patternBraces, pathsUnused],
  workflow({ events }, report) {
    for (const [event, settings] of events) {
      if (!asMap(settings)) continue;
      const known = knownFilters.get(event) ?? [];
      for (const filter of eventFilters.filter((name) => known.includes(name))) {
        for (const { text: pattern, path } of listedTexts(settings[filter], ["on", event, filter])) {
          const problem = pattern.includes("${{") ? undefined : patternProblem(pattern, !filter.startsWith("paths"));
          if (!problem) continue;
          const { reason, text: excerpt } = problem;
          if (problem.kind === "refused") report(patternRefused, { pattern, reason }, path, { excerpt });
          else if (problem.kind === "never") report(patternNeverMatches, { pattern, reason }, path, { excerpt });
          else report(patternBraces, { pattern, braces: excerpt }, path, { excerpt });
        }
      }
    }
    const push = events.get("push") ?? {};
    const tags = ["tags", "tags-ignore"].find((filter) => push[filter] !== undefined);
    if (tags === undefined || push.branches !== undefined || push["branches-ignore"] !== undefined) return;
    for (const filter of ["paths", "paths-ignore"]) {
      if (push[filter] !== undefined) report(pathsUnused, { filter, tags }, ["on", "push", filter], { at: "key" });
    }
  },
};
