import { defineDiagnostic } from "@yardmaster/core";

export const jobIdInvalid = defineDiagnostic({
  code: "job-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Job id ${JSON.stringify(p.id)} is not one that GitHub accepts.`,
  hint: () => "Begin with a letter or _, go on with letters, digits, - and _, and stay under 100 characters.",
});

export const jobIdTwice = defineDiagnostic({
  code: "job-id-twice",
  severity: "error",
  message: (p: { id: string }) => `Two jobs of this workflow have the id "${p.id}".`,
  hint: () => "Give one of them another id.",
});

export const jobNotInWorkflow = defineDiagnostic({
  code: "job-not-in-workflow",
  severity: "error",
  message: (p: { reader: string; id: string }) =>
    `"${p.reader}" needs the job "${p.id}", which is not in this workflow's list of jobs.`,
  hint: (p) => `Add the job "${p.id}" to \`jobs\`.`,
});

export const stepNotInJob = defineDiagnostic({
  code: "step-not-in-job",
  severity: "error",
  message: (p: { output: string; step: string }) =>
    `The output "${p.output}" is read from the step "${p.step}", which is not in this job.`,
  hint: () => "Add the step to the job, or pass the value on as an output of the step's own job.",
});

export const stepReadEarly = defineDiagnostic({
  code: "step-read-early",
  severity: "error",
  message: (p: { output: string; step: string }) =>
    `The output "${p.output}" is read before its step, "${p.step}", has run.`,
  hint: () => "Move the step before the one that reads it.",
});

export const stepIdTwice = defineDiagnostic({
  code: "step-id-twice",
  severity: "error",
  message: (p: { id: string }) => `Two steps of this job have the id "${p.id}".`,
  hint: () => "Give one of them another id.",
});

export const stepTwice = defineDiagnostic({
  code: "step-twice",
  severity: "error",
  message: () => "The same step stands twice in this job, so its outputs would be ambiguous.",
  hint: () => "Make the step with a function and call it twice.",
});

export const expressionInScript = defineDiagnostic({
  code: "expression-in-script",
  severity: "error",
  message: (p: { language: string }) =>
    `The text of a ${p.language} script contains \`\${{\`: GitHub would paste the value into the code, unquoted.`,
  hint: () => "Interpolate the typed expression instead; it then goes through an environment variable.",
});

export const interpolationPlace = defineDiagnostic({
  code: "interpolation-place",
  severity: "error",
  message: (p: { language: string; place: string; expression: string }) =>
    `\`${p.expression}\` is interpolated ${p.place}, where a ${p.language} variable is not expanded or not safe.`,
  hint: () => "Move the value out of there: bare or inside double quotes in a shell, outside quotes in JavaScript.",
});

export const scriptTooLong = defineDiagnostic({
  code: "script-too-long",
  severity: "error",
  message: (p: { length: number; limit: number }) =>
    `The script has ${p.length} characters; GitHub takes at most ${p.limit}.`,
  hint: () => "Move the script into a file of the repository and run that.",
});

export const environmentNameTaken = defineDiagnostic({
  code: "environment-name-taken",
  severity: "error",
  message: (p: { name: string }) =>
    `The environment variable "${p.name}" is needed by an interpolated expression and set to something else by the step.`,
  hint: () => "Rename the step's own variable, or name the interpolated one: `${{ NAME: expression }}`.",
});

export const expressionAsText = defineDiagnostic({
  code: "expression-as-text",
  severity: "error",
  message: (p: { expression: string }) => `The expression \`${p.expression}\` was turned into text by JavaScript.`,
  hint: () =>
    "Use it inside a `sh`, `js` or `format` template, or in a function such as `eq`; GitHub evaluates it later.",
});

export const pinInvalid = defineDiagnostic({
  code: "pin-invalid",
  severity: "error",
  message: (p: { action: string; problem: string }) => `The pin of ${p.action} cannot be used: ${p.problem}.`,
  hint: () => "Correct the entry in workflows-src/actions.lock.json.",
});

export const valueNotPlain = defineDiagnostic({
  code: "value-not-plain",
  severity: "error",
  message: (p: { kind: string }) => `A ${p.kind} stands where a workflow takes plain data.`,
  hint: () => "Use text, numbers, booleans, null, lists, objects or expressions.",
});

export const workflowIdInvalid = defineDiagnostic({
  code: "workflow-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Workflow id ${JSON.stringify(p.id)} cannot be a file name.`,
  hint: () => "Use letters, digits, `.`, `-` and `_`, beginning with a letter or digit, and no extension.",
});

export const outputsWithoutCall = defineDiagnostic({
  code: "outputs-without-call",
  severity: "error",
  message: () => "The workflow declares outputs but is not triggered by `workflow_call`.",
  hint: () => "Add `workflow_call` to its triggers, or drop the outputs.",
});

export const taskWithoutDispatch = defineDiagnostic({
  code: "task-without-dispatch",
  severity: "error",
  message: (p: { task: string; workflow: string }) =>
    `The task "${p.task}" names the workflow "${p.workflow}", which is not triggered by \`workflow_dispatch\`.`,
  hint: () => "Add `workflow_dispatch` to its triggers.",
});
