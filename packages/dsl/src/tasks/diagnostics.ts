import { defineDiagnostic } from "@yardmaster/core";

export const taskWithoutDispatch = defineDiagnostic({
  code: "task-without-dispatch",
  severity: "error",
  message: (p: { task: string; workflow: string }) =>
    `The task "${p.task}" names the workflow "${p.workflow}", which is not triggered by \`workflow_dispatch\`.`,
  hint: () => "Add `workflow_dispatch` to its triggers.",
});

export const taskWithoutCorrelation = defineDiagnostic({
  code: "task-without-correlation",
  severity: "error",
  message: (p: { task: string; workflow: string; missing: "input" | "run-name" | "beginning" }) => {
    const which = `The task "${p.task}" dispatches "${p.workflow}", `;
    if (p.missing === "input") {
      return `${which}which has no text input \`correlation_id\`: an answer that is lost could not be looked up.`;
    }
    return p.missing === "run-name"
      ? `${which}whose \`run-name\` does not print \`inputs.correlation_id\`: its run could not be found again.`
      : `${which}whose \`run-name\` does not begin with \`inputs.correlation_id\` and a blank: a long title loses its end, and its run could not be found again.`;
  },
  hint: (p) => {
    if (p.missing === "input") {
      return "Declare `correlation_id: text()` among the workflow's inputs and begin its `run-name` with it; the orchestrator fills it in.";
    }
    return p.missing === "run-name"
      ? "Add `${inputs.correlation_id}` to the workflow's `run-name`, at its beginning."
      : "Begin the `run-name` with `${inputs.correlation_id} `.";
  },
});

export const taskWithoutHead = defineDiagnostic({
  code: "task-without-head",
  severity: "error",
  message: (p: { task: string; head: string }) =>
    `The task "${p.task}" puts the head of a pull request into "${p.head}", which is no text input of what it dispatches.`,
  hint: (p) => `Declare \`${p.head}: text()\`, or name an input that is a text.`,
});

export const taskInvalid = defineDiagnostic({
  code: "task-invalid",
  severity: "error",
  message: (p: { task: string | undefined; key: string; expected: string }) =>
    p.task === undefined
      ? `The table of tasks needs ${p.expected}.`
      : `The task ${JSON.stringify(p.task)} needs ${p.expected}${p.key === "" ? "" : ` at \`${p.key}\``}.`,
  hint: () => "Correct it: `rc` would refuse the table.",
});
