import { asList, defineDiagnostic, type Value } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const filterOnlyNegative = defineDiagnostic({
  code: "filter-only-negative",
  severity: "error",
  message: (p: { event: string; filter: string }) =>
    `Every pattern of \`${p.filter}\` begins with \`!\`, so \`${p.event}\` matches nothing and never starts the workflow.`,
  hint: (p) => `Use \`${p.filter}-ignore\` without the \`!\`, or put a pattern such as \`**\` before them.`,
});

/** Source: docs.github.com, "Workflow syntax": with a pattern that begins with `!`, at least one without it is needed. */
export const filtersOnlyNegative: Rule = {
  reports: [filterOnlyNegative],
  workflow({ events }, report) {
    for (const [event, settings] of events) {
      for (const filter of ["branches", "tags", "paths"]) {
        if (isOnlyNegative(settings[filter])) report(filterOnlyNegative, { event, filter }, ["on", event, filter]);
      }
    }
  },
};

function isOnlyNegative(patterns: Value | undefined): boolean {
  const list = typeof patterns === "string" ? [patterns] : asList(patterns);
  return list.length > 0 && list.every((pattern) => typeof pattern === "string" && pattern.startsWith("!"));
}
