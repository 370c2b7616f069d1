import { defineDiagnostic, platformEvents } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const filterIgnored = defineDiagnostic({
  code: "filter-ignored",
  severity: "warning",
  message: (p: { event: string; filter: string }) =>
    `The event \`${p.event}\` has no \`${p.filter}\`: GitHub ignores it, and the workflow runs whatever it says.`,
  hint: () => "Drop it, or put the condition into the `if` of the jobs.",
});

/** Filters that GitHub reads under any event, and looks at only under those that have them. */
export const eventFilters = ["branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore"] as const;

/**
 * Source: actions/runner, `src/Sdk/WorkflowParser/workflow-v1.0.json`, `on-event-config-mapping-relaxed`: filters are keys
 * of every event there. `workflow_call` is the exception, with keys of its own.
 */
export const filtersIgnored: Rule = {
  reports: [filterIgnored],
  workflow({ events }, report) {
    for (const [event, settings] of events) {
      const known = (platformEvents as Readonly<Record<string, { readonly keys: readonly string[] }>>)[event]?.keys;
      if (known === undefined || event === "workflow_call") continue;
      for (const filter of eventFilters) {
        if (settings[filter] === undefined || known.includes(filter)) continue;
        report(filterIgnored, { event, filter }, ["on", event, filter]);
      }
    }
  },
};
