import { asMap, defineDiagnostic, eventsOf, type Value } from "@yardmaster/core";
import { calledWorkflow } from "./called-workflow.ts";
import type { Rule } from "./rule.ts";

export const callInputType = defineDiagnostic({
  code: "call-input-type",
  severity: "error",
  message: (p: { input: string; file: string; type: string; value: string }) =>
    `The input "${p.input}" of ${p.file} takes a ${p.type}, and ${p.value} is none.`,
  hint: (p) => `Give a ${p.type}, or an expression of one.`,
});

/**
 * Plain values against the types of a called workflow; texts take any value, and names of inputs ignore case.
 * Source: actions/runner, `src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs`, ConvertToInputValueDefinedType.
 */
export const callInputTypes: Rule = {
  reports: [callInputType],
  job({ keys, path }, { repository }, report) {
    const called = calledWorkflow(keys, repository);
    const declared = Object.entries(asMap(called && eventsOf(called.model.on).get("workflow_call")?.inputs) ?? {});
    for (const [input, value] of Object.entries(asMap(keys.with) ?? {})) {
      const [, declaration] = declared.find(([name]) => name.toLowerCase() === input.toLowerCase()) ?? [];
      const type = asMap(declaration)?.type;
      if (!called || (type !== "boolean" && type !== "number") || isOfType(value, type)) continue;
      const parameters = { input, file: called.file, type, value: JSON.stringify(value) };
      report(callInputType, parameters, [...path, "with", input]);
    }
  },
};

function isOfType(value: Value | undefined, type: "boolean" | "number"): boolean {
  if (typeof value === "string") return value.includes("${{");
  // What is no scalar is refused by the parser.
  return typeof value !== (type === "boolean" ? "number" : "boolean");
}
