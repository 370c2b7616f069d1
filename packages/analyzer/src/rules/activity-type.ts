import { asList, defineDiagnostic, type Fix, type ModelPath, nearestNames, platformEvents } from "@yardmaster/core";
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
export const activityTypes: Rule = {
  reports: [activityTypeMisspelled, activityTypeUnknown],
  workflow({ events }, report) {
    for (const [event, { types }] of events) {
      const known =
        (platformEvents as Readonly<Record<string, { readonly types: readonly string[] }>>)[event]?.types ?? [];
      if (known.length === 0) continue;
      const given = typeof types === "string" ? [types] : asList(types);
      for (const [index, type] of given.entries()) {
        if (typeof type !== "string" || known.includes(type)) continue;
        const nearest = nearestNames(type, known);
        const path = ["on", event, "types", ...(typeof types === "string" ? [] : [index])];
        const [only, ...others] = nearest;
        if (only === undefined) report(activityTypeUnknown, { event, type, nearest }, path);
        else report(activityTypeMisspelled, { event, type, nearest }, path, { fixes: fixesOf(path, only, others) });
      }
    }
  },
};

/** Where several names are as near, a program cannot choose. */
function fixesOf(path: ModelPath, only: string, others: readonly string[]): readonly Fix[] {
  if (others.length > 0) return [];
  return [{ title: `Replace it by \`${only}\`.`, safety: "unsafe", edits: [{ path, value: only }] }];
}
