import { defineDiagnostic } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
import type { Rule } from "./rule.ts";

export const filtersExclusive = defineDiagnostic({
  code: "filters-exclusive",
  severity: "error",
  message: (p: { event: string; filter: string }) =>
    `GitHub refuses the event \`${p.event}\`: you may only define one of \`${p.filter}\` and \`${p.filter}-ignore\` for a single event.`,
  hint: (p) => `Keep \`${p.filter}\`, and exclude there by a pattern that begins with \`!\`, behind the others.`,
});

/** Source: docs.github.com, "Workflow syntax", `on.<event>.paths`, `branches` and `tags`. */
export const checkFiltersExclusive: Rule = ({ model }) =>
  [...eventsOf(model.on)].flatMap(([event, settings]) =>
    ["branches", "tags", "paths"]
      .filter((filter) => settings[filter] !== undefined && settings[`${filter}-ignore`] !== undefined)
      .map((filter) => filtersExclusive({ event, filter }, { path: ["on", event, `${filter}-ignore`] })),
  );
