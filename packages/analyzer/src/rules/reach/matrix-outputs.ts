import {
  asMap,
  contextsOf,
  defineDiagnostic,
  type JobView,
  matrixLegs,
  readTemplate,
  type StepView,
  type Value,
  walkExpression,
} from "@yardmaster/core";
import type { Rule, Subject } from "../rule.ts";
import { outputReadsIn, outputsOf, stepOf } from "./step-outputs.ts";

export const legsOverwriteOutput = defineDiagnostic({
  code: "legs-overwrite-output",
  severity: "warning",
  confidence: "medium",
  message: (p: { job: string; output: string; legs: number }) =>
    `The ${p.legs} legs of the job "${p.job}" set one output "${p.output}" each from its own values: they overwrite each other, and what reads it gets that of the leg that ended last.`,
  hint: () => "Give each leg an output of its own name, or hand the values on in artifacts.",
});

export const matrixOutputs: Rule = {
  reports: [legsOverwriteOutput],
  job(job, workflow, report) {
    const outputs = asMap(job.keys.outputs);
    if (!outputs || job.uses) return;
    const legs = matrixLegs(asMap(job.keys.strategy)?.matrix);
    if (!legs || legs.length < 2) return;
    for (const [output, value] of Object.entries(outputs)) {
      if (typeof value !== "string" || !differsByLeg(value, job) || !isRead(job.id, output, workflow)) continue;
      report(legsOverwriteOutput, { job: job.id, output, legs: legs.length }, [...job.path, "outputs", output]);
    }
  },
};

/**
 * Whether each leg certainly sets the output, and to a value that its matrix has to do with. An empty value overwrites no
 * other, so what a condition leaves empty in all legs but one is meant.
 */
function differsByLeg(value: string, job: JobView): boolean {
  const parts = readTemplate(value, false);
  if (parts.some(({ expression }) => contextsOf(expression).includes("matrix"))) return false;
  return parts.some(({ expression }) =>
    outputReadsIn(expression).some(({ step: id, output }) => {
      const step = stepOf(id, job.steps);
      return step !== undefined && step.keys.if === undefined && isOfMatrix(step, output);
    }),
  );
}

function isOfMatrix(step: StepView, output: string): boolean {
  const { run, env, with: inputs } = step.keys;
  if (![run, env, inputs].some(mentionsMatrix)) return false;
  const writes = outputsOf(step);
  // A script that chooses by the leg may leave the output to one of them.
  if (step.script?.shellScript?.commands.some(({ words }) => /^(?:\[|\[\[|test|case)$/.test(words[0]?.text ?? ""))) {
    return false;
  }
  return !writes || [...writes.names].some((name) => name.toLowerCase() === output.toLowerCase());
}

function mentionsMatrix(value: Value | undefined): boolean {
  if (typeof value === "string") return /\$\{\{[^}]*\bmatrix\./.test(value);
  return Object.values(asMap(value) ?? {}).some(mentionsMatrix);
}

/** Whether another job, or what calls the workflow, reads the output. */
function isRead(job: string, output: string, { expressions }: Subject): boolean {
  return expressions.some(({ expression, text }) => {
    if (!/outputs/i.test(text)) return false;
    let isRead = false;
    walkExpression(expression, (part) => {
      if (part.kind !== "property" || part.name.toLowerCase() !== output.toLowerCase()) return;
      const { object } = part;
      if (object.kind !== "property" || object.name.toLowerCase() !== "outputs" || object.object.kind !== "property")
        return;
      const { object: context, name } = object.object;
      if (context.kind === "context" && /^(?:needs|jobs)$/i.test(context.name) && name === job) isRead = true;
    });
    return isRead;
  });
}
