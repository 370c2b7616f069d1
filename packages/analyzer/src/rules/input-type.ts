import { asMap, defineDiagnostic } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
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
export const checkInputTypes: Rule = ({ model }) => {
  const inputs = asMap(eventsOf(model.on).get("workflow_dispatch")?.inputs) ?? {};
  return Object.entries(inputs).flatMap(([input, declaration]) => {
    const [key, type] = Object.entries(asMap(declaration) ?? {}).find(([name]) => name.toLowerCase() === "type") ?? [];
    if (key === undefined || typeof type !== "string" || inputTypes.includes(type)) return [];
    return [inputTypeUnknown({ input, type }, { path: ["on", "workflow_dispatch", "inputs", input, key] })];
  });
};
