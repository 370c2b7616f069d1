import { defineDiagnostic } from "@yardmaster/core";
import { alsoWritten } from "../author/wording.ts";

interface StepParameters {
  /** `output "version"`, `outcome`, `id`. */
  readonly what: string;
  readonly step: string;
}

export const stepNotInJob = defineDiagnostic({
  code: "step-not-in-job",
  severity: "error",
  message: (p: StepParameters) => `The ${p.what} is read from the step "${p.step}", which is not in this job.`,
  hint: () => "Add the step to the job, or pass the value on as an output of the step's own job.",
});

export const stepReadEarly = defineDiagnostic({
  code: "step-read-early",
  severity: "error",
  message: (p: StepParameters) => `The ${p.what} is read before its step, "${p.step}", has run.`,
  hint: () => "Move the step before the one that reads it; a background step has run when it was waited for.",
});

export const stepIdTwice = defineDiagnostic({
  code: "step-id-twice",
  severity: "error",
  message: (p: { id: string; other: string }) => `Two steps of this job have the id "${p.id}"${alsoWritten(p)}.`,
  hint: () => "Give one of them another id.",
});

export const stepTwice = defineDiagnostic({
  code: "step-twice",
  severity: "error",
  message: () => "The same step stands twice in this job, so its outputs would be ambiguous.",
  hint: () => "Make the step with a function and call it twice.",
});

export const environmentWhole = defineDiagnostic({
  code: "environment-whole",
  severity: "error",
  message: (p: { names: readonly string[] }) =>
    `The step's \`env\` is one expression, which ${p.names.map((name) => `"${name}"`).join(", ")} of its script cannot join.`,
  hint: () => "Write `env` as a map, or give the script its values in that expression and interpolate none.",
});

export const outputNeverSet = defineDiagnostic({
  code: "output-never-set",
  severity: "warning",
  message: (p: { names: readonly string[] }) =>
    `The step declares ${p.names.map((name) => `"${name}"`).join(", ")}, and its script never sets ${p.names.length === 1 ? "it" : "them"}: what reads ${p.names.length === 1 ? "it" : "them"} gets an empty text.`,
  hint: () => "Set it in the script, by `setOutput`, or take it from `outputs`.",
});

export const scriptEncoding = defineDiagnostic({
  code: "script-encoding",
  severity: "warning",
  message: (p: { shell: string; character: string }) =>
    `The script holds ${JSON.stringify(p.character)} and is run by "${p.shell}": Windows PowerShell 5.1 reads a script in the system's code page, and the runner writes it as UTF-8.`,
  hint: () => "Let `pwsh` run it, or write the character as `[char]0x…`.",
});

export const statusInAction = defineDiagnostic({
  code: "status-in-action",
  severity: "warning",
  message: (p: { action: string; condition: string }) =>
    `A step of the action "${p.action}" has the condition \`${p.condition}\`, but after a failure in the job nothing of the action runs: the step that uses it is skipped.`,
  hint: () =>
    "Use it by `useLocal(action, inputs, { if: always() })`. Inside, `success()` and `failure()` look at the action's own steps: pass the job's state as an input.",
});
