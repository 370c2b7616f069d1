import { actionName, asMap, defineDiagnostic, type Expression, readTemplate, type StepView } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { secretsHeld } from "./secret-expressions.ts";

export const secretInOutput = defineDiagnostic({
  code: "secret-in-output",
  severity: "warning",
  message: (p: { job: string; output: string; source: string }) =>
    `The output "${p.output}" of the job "${p.job}" holds ${p.source}, which is masked: GitHub drops such an output, and jobs that read it get an empty text.`,
  hint: () => "Read the secret, or make the token, in the job that uses it.",
});

/** Source: docs.github.com, "Passing information between jobs": outputs that may hold a secret are redacted, and not sent. */
export const secretsInOutputs: Rule = {
  reports: [secretInOutput],
  job({ id, keys, path, steps }, _workflow, report) {
    for (const [output, value] of Object.entries(asMap(keys.outputs) ?? {})) {
      if (typeof value !== "string" || !value.includes("${{")) continue;
      for (const { expression, text } of readTemplate(value, false)) {
        const [secret] = secretsHeld(expression);
        const step = maskedStep(expression, steps);
        const source = secret !== undefined ? `the secret ${secret}` : step && `the token of ${step}`;
        if (source === undefined) continue;
        report(secretInOutput, { job: id, output, source }, [...path, "outputs", output], { excerpt: text });
        break;
      }
    }
  },
};

/** Actions that mask what they put out, by the output. */
const maskedOutputs: Readonly<Record<string, string>> = {
  "actions/create-github-app-token": "token",
  "tibdex/github-app-token": "token",
  "octo-sts/action": "token",
};

/** The action behind `steps.ID.outputs.NAME`, where that output is masked. */
function maskedStep(expression: Expression, steps: readonly StepView[]): string | undefined {
  if (expression.kind !== "property" || expression.object.kind !== "property") return undefined;
  const { name, object } = expression;
  if (object.name !== "outputs" || object.object.kind !== "property") return undefined;
  const { name: id, object: context } = object.object;
  if (context.kind !== "context" || context.name !== "steps") return undefined;
  const step = steps.find(({ keys }) => keys.id === id);
  if (step?.uses?.kind !== "repository") return undefined;
  return maskedOutputs[actionName(step.uses)] === name ? `${step.uses.owner}/${step.uses.repository}` : undefined;
}
