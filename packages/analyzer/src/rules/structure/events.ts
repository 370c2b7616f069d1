import { asMap, defineDiagnostic, nearestNames, platformEvents } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { listedTexts } from "./listed-texts.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

export const eventUnknown = defineDiagnostic({
  code: "event-unknown",
  severity: "error",
  message: (p: { event: string; nearest: readonly string[] }) =>
    `GitHub has no event ${JSON.stringify(p.event)}, and refuses the workflow.`,
  hint: (p) => `Write ${writeOneOf(p.nearest, known)}`,
});

export const eventsMissing = defineDiagnostic({
  code: "events-missing",
  severity: "error",
  message: () => "`on` names no event: GitHub refuses a workflow that nothing can start.",
  hint: () => "Name an event, such as `push` or `workflow_dispatch`.",
});

const known = Object.keys(platformEvents);

/** Source of the list: the schema of GitHub's parser, which refuses any other name. */
export const events: Rule = {
  reports: [eventUnknown, eventsMissing],
  workflow({ model: { on } }, report) {
    const mapped = asMap(on);
    if (mapped) {
      for (const event of Object.keys(mapped)) {
        if (isEvent(event)) continue;
        report(eventUnknown, { event, nearest: nearestNames(event, known) }, ["on", event], { at: "key" });
      }
    }
    for (const { text: event, path } of listedTexts(on, ["on"])) {
      if (isEvent(event)) continue;
      const nearest = nearestNames(event, known);
      report(eventUnknown, { event, nearest }, path, { fixes: replacedBy(path, nearest) });
    }
    const isEmpty = mapped ? Object.keys(mapped).length === 0 : Array.isArray(on) && on.length === 0;
    if (isEmpty) report(eventsMissing, {}, ["on"]);
  },
};

function isEvent(name: string): boolean {
  return Object.hasOwn(platformEvents, name);
}
