import { asMap, defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const inputTypeUnknown = defineDiagnostic({
  code: "input-type-unknown",
  severity: "warning",
  message: (p: { input: string; type: string }) =>
    `The input "${p.input}" has the type ${JSON.stringify(p.type)}, which GitHub does not know: it asks for a text.`,
  hint: () => "Write `string`, `boolean`, `number`, `choice` or `environment`.",
});

const inputTypes: readonly unknown[] = ["string", "boolean", "number", "choice", "environment"];

/** Of `workflow_dispatch` alone: under `workflow_call` GitHub refuses an unknown type. */
export const inputTypesKnown: Rule = {
  reports: [inputTypeUnknown],
  workflow({ events }, report) {
    for (const [input, declaration] of Object.entries(asMap(events.get("workflow_dispatch")?.inputs) ?? {})) {
      const declared = Object.entries(asMap(declaration) ?? {});
      const [key, type] = declared.find(([name]) => name.toLowerCase() === "type") ?? [];
      if (key === undefined || typeof type !== "string" || inputTypes.includes(type)) continue;
      report(inputTypeUnknown, { input, type }, ["on", "workflow_dispatch", "inputs", input, key]);
    }
  },
};
