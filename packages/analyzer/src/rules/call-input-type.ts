import { asMap, type Diagnostic, defineDiagnostic, type Value } from "@yardmaster/core";
import { calledWorkflow } from "./called-workflow.ts";
import { eventsOf } from "./events-of.ts";
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
export const checkCallInputTypes: Rule = ({ model }, repository) =>
  Object.entries(model.jobs).flatMap(([id, job]) => {
    const called = calledWorkflow(job, repository);
    const declared = Object.entries(asMap(called && eventsOf(called.model.on).get("workflow_call")?.inputs) ?? {});
    return Object.entries(asMap(job.with) ?? {}).flatMap(([input, value]): Diagnostic[] => {
      const [, declaration] = declared.find(([name]) => name.toLowerCase() === input.toLowerCase()) ?? [];
      const type = asMap(declaration)?.type;
      if (!called || (type !== "boolean" && type !== "number") || isOfType(value, type)) return [];
      const parameters = { input, file: called.file, type, value: JSON.stringify(value) };
      return [callInputType(parameters, { path: ["jobs", id, "with", input] })];
    });
  });

function isOfType(value: Value | undefined, type: "boolean" | "number"): boolean {
  if (typeof value === "string") return value.includes("${{");
  // What is no scalar is refused by the parser.
  return typeof value !== (type === "boolean" ? "number" : "boolean");
}
