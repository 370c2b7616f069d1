import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const filtersExclusive = defineDiagnostic({
  code: "filters-exclusive",
  severity: "error",
  message: (p: { event: string; filter: string }) =>
    `GitHub refuses the event \`${p.event}\`: you may only define one of \`${p.filter}\` and \`${p.filter}-ignore\` for a single event.`,
  hint: (p) => `Keep \`${p.filter}\`, and exclude there by a pattern that begins with \`!\`, behind the others.`,
});

/** Source: docs.github.com, "Workflow syntax", `on.<event>.paths`, `branches` and `tags`. */
export const exclusiveFilters: Rule = {
  reports: [filtersExclusive],
  workflow({ events }, report) {
    for (const [event, settings] of events) {
      for (const filter of ["branches", "tags", "paths"]) {
        if (settings[filter] === undefined || settings[`${filter}-ignore`] === undefined) continue;
        const other = { message: `\`${filter}\` is given here.`, place: { path: ["on", event, filter] } };
        report(filtersExclusive, { event, filter }, ["on", event, `${filter}-ignore`], { related: [other] });
      }
    }
  },
};
