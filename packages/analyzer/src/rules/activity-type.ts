import { asList, type Diagnostic, defineDiagnostic, nearestNames, platformEvents } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
import type { Rule } from "./rule.ts";

interface Parameters {
  readonly event: string;
  readonly type: string;
  readonly nearest: readonly string[];
}

export const activityTypeMisspelled = defineDiagnostic({
  code: "activity-type-misspelled",
  severity: "error",
  message: (p: Parameters) => `The event \`${p.event}\` has no activity ${JSON.stringify(p.type)}.`,
  hint: (p) => `Write ${p.nearest.map((name) => `\`${name}\``).join(" or ")}.`,
});

export const activityTypeUnknown = defineDiagnostic({
  code: "activity-type-unknown",
  severity: "warning",
  message: (p: Parameters) =>
    `The activity ${JSON.stringify(p.type)} of \`${p.event}\` is not known here; if GitHub does not know it either, it starts nothing.`,
  hint: () => "Look it up in GitHub's list of events: activities that are younger than this program are let through.",
});

/** The platform's list grows between releases of the schema, so that only what looks like a known name is refused. */
export const checkActivityTypes: Rule = ({ model }) =>
  [...eventsOf(model.on)].flatMap(([event, { types }]) => {
    const known =
      (platformEvents as Readonly<Record<string, { readonly types: readonly string[] }>>)[event]?.types ?? [];
    if (known.length === 0) return [];
    const given = typeof types === "string" ? [types] : asList(types);
    return given.flatMap((type, index): Diagnostic[] => {
      if (typeof type !== "string" || known.includes(type)) return [];
      const nearest = nearestNames(type, known);
      const place = { path: ["on", event, "types", ...(typeof types === "string" ? [] : [index])] };
      const kind = nearest.length > 0 ? activityTypeMisspelled : activityTypeUnknown;
      return [kind({ event, type, nearest }, place)];
    });
  });
