import { defineDiagnostic, type Expression, type ExpressionAt, type StepView } from "@yardmaster/core";
import { visitsOf } from "../../flow/document-flows.ts";
import { expressionsAt } from "../../flow/expression-index.ts";
import { contextPath } from "../../flow/payload.ts";
import { scriptTexts } from "../../flow/script-inputs.ts";
import type { ActionSubject, Report, Rule, Subject } from "../rule.ts";
import { hoistFixes } from "./hoist-fix.ts";

export const scriptExpression = defineDiagnostic({
  code: "script-expression",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: (p: { expression: string }) =>
    `The value of \`\${{ ${p.expression} }}\` becomes part of the script before it runs: what is a quote, a blank or a \`$\` in it is one in the script.`,
  hint: () => "Hand the value on in `env`, and let the script read the variable, in quotes.",
});

/** Any expression in a script but such as can hold nothing a shell would read. Source: zizmor, template-injection (pedantic). */
export const scriptExpressions: Rule = {
  reports: [scriptExpression],
  workflow(workflow, report) {
    const known = textsOfOthers(workflow);
    for (const { steps } of workflow.jobs) look(steps, workflow, known, report);
  },
  action(action, report) {
    look(action.steps, action, textsOfOthers(action), report);
  },
};

/** Of what somebody is known to set, `injection` speaks. */
function textsOfOthers(document: Subject | ActionSubject): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { step, flow } of visitsOf(document)) {
    for (const { path } of scriptTexts(step)) {
      for (const at of expressionsAt(document, path)) if (flow.expression(at).length > 0) known.add(keyOf(at));
    }
  }
  return known;
}

function look(
  steps: readonly StepView[],
  document: Subject | ActionSubject,
  known: ReadonlySet<string>,
  report: Report,
): void {
  const said = new Set(known);
  for (const step of steps) {
    for (const { path } of scriptTexts(step)) {
      for (const at of expressionsAt(document, path)) {
        if (isPlain(at.expression) || said.has(keyOf(at))) continue;
        said.add(keyOf(at));
        report(scriptExpression, { expression: at.text.replace(/\s+/g, " ") }, path, {
          excerpt: at.text.includes("\n") ? undefined : at.text,
          fixes: hoistFixes(at, step),
        });
      }
    }
  }
}

function keyOf({ path, text }: ExpressionAt): string {
  return `${path.join(".")} ${text}`;
}

/** A number, a boolean, a commit, a login or a path of the runner's. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
    case "binary":
    case "not":
      return true;
    case "logical":
      return expression.operands.every(isPlain);
    case "call":
      return (
        plainCalls.has(expression.name.toLowerCase()) ||
        (expression.name === "format" && expression.arguments.every(isPlain))
      );
    default:
      return plainPaths.test(contextPath(expression)?.join(".") ?? "");
  }
}

const plainCalls: ReadonlySet<string> = new Set([
  ...["contains", "startswith", "endswith", "hashfiles", "success", "failure", "always", "cancelled"],
]);
const plainPaths =
  /^(?:github\.(?:sha|run_id|run_number|run_attempt|repository|repository_owner|repository_id|actor|actor_id|triggering_actor|event_name|job|workspace|action_path|server_url|api_url|graphql_url|event_path|event\.(?:number|action|(?:issue|pull_request|discussion)\.number|pull_request\.(?:head|base)\.sha|before|after|comment\.id|(?:\w+\.)?(?:html_)?url|workflow_run\.(?:id|head_sha|conclusion)))|runner\.\w+|strategy\.[\w-]+|job\.status|steps\.[\w-]+\.(?:outcome|conclusion)|needs\.[\w-]+\.result)$/;
