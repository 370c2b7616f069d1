import { defineDiagnostic } from "@yardmaster/core";

export const workflowIdInvalid = defineDiagnostic({
  code: "workflow-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Workflow id ${JSON.stringify(p.id)} cannot be a file name.`,
  hint: () => "Use what every system takes in a file's name, without the extension: letters, digits, `.`, `-` and `_`.",
});

export const outputsWithoutCall = defineDiagnostic({
  code: "outputs-without-call",
  severity: "error",
  message: (p: { isRaw: boolean }) =>
    p.isRaw
      ? "The workflow declares outputs, and its `workflow_call` went through `raw`, where they have no place."
      : "The workflow declares outputs but is not triggered by `workflow_call`.",
  hint: ({ isRaw }) =>
    isRaw
      ? "Write them into the raw value, or declare `workflow_call` without `raw`."
      : "Add `workflow_call` to its triggers, or drop the outputs.",
});

export const contextNotAvailable = defineDiagnostic({
  code: "context-not-available",
  severity: "error",
  message: (p: { context: string; action: string }) =>
    `The composite action "${p.action}" reads the context "${p.context}", which actions do not have.`,
  hint: () => "Declare an input, and let the caller pass the value.",
});

export const shellMissing = defineDiagnostic({
  code: "shell-missing",
  severity: "error",
  message: (p: { action: string }) =>
    `A step of the composite action "${p.action}" runs a script of no known language and states no \`shell\`, which GitHub asks of every such step.`,
  hint: () => "State what runs it: `run({ shell: … }, …)`.",
});

export const exportPromised = defineDiagnostic({
  code: "export-promised",
  severity: "error",
  message: (p: { name: string }) =>
    `The export \`${p.name}\` is a promise, and sources are evaluated in one synchronous step.`,
  hint: () => "Export the workflow itself; put what has to be fetched into a generated file and import that.",
});
