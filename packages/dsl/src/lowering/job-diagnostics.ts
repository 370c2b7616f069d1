import { defineDiagnostic } from "@yardmaster/core";
import { alsoWritten, quoted, someOf } from "../author/wording.ts";

export const jobIdInvalid = defineDiagnostic({
  code: "job-id-invalid",
  severity: "error",
  message: (p: { id: string }) => `Job id ${JSON.stringify(p.id)} is not one that GitHub accepts.`,
  hint: () => "Begin with a letter or _, go on with letters, digits, - and _, and stay under 100 characters.",
});

export const jobIdTwice = defineDiagnostic({
  code: "job-id-twice",
  severity: "error",
  message: (p: { id: string; other: string }) => `Two jobs of this workflow have the id "${p.id}"${alsoWritten(p)}.`,
  hint: () => "Give one of them another id.",
});

export const jobNotInWorkflow = defineDiagnostic({
  code: "job-not-in-workflow",
  severity: "error",
  message: (p: { reader: string; id: string }) =>
    `"${p.reader}" needs the job "${p.id}", which is not in this workflow's list of jobs.`,
  hint: (p) => `Add the job "${p.id}" to \`jobs\`.`,
});

export const matrixMissing = defineDiagnostic({
  code: "matrix-missing",
  severity: "error",
  message: (p: { job: string; read: string }) =>
    `The job "${p.job}" reads \`${p.read}\` and has no matrix: it would be null.`,
  hint: () => "Give the job the matrix that it reads: `strategy: { matrix: … }`.",
});

export const axisUnknown = defineDiagnostic({
  code: "matrix-axis-unknown",
  severity: "error",
  message: (p: { job: string; name: string; known: readonly string[] }) =>
    `The job "${p.job}" reads \`matrix.${p.name}\`, which its matrix does not have: it would be null.`,
  hint: (p) =>
    p.known.length === 0
      ? "Add the axis."
      : `Its matrix has ${someOf(p.known)}; a declared matrix is read in the jobs that have it.`,
});

export const excludeUnknown = defineDiagnostic({
  code: "matrix-exclude-unknown",
  severity: "error",
  message: (p: { axis: string; value: string | undefined }) =>
    p.value === undefined
      ? `\`exclude\` names "${p.axis}", which is no axis of the matrix.`
      : `\`exclude\` names ${p.value} for the axis "${p.axis}", which has no such value.`,
  hint: (p: { axis: string; value: string | undefined; known: readonly string[] }) =>
    `${p.value === undefined ? "The axes are" : "Its values are"} ${p.known.join(", ") || "none"}; what only \`include\` adds is not taken out by \`exclude\`.`,
});

export const outputsOverwritten = defineDiagnostic({
  code: "outputs-overwritten",
  severity: "error",
  message: (p: { job: string; outputs: readonly string[]; legs: number | undefined }) =>
    `The ${p.legs ?? "several"} legs of "${p.job}" overwrite each other's ${p.outputs.length === 1 ? "output" : "outputs"} ${quoted(p.outputs)}: whichever ends last wins.`,
  hint: (p) =>
    p.legs === undefined
      ? "Say `outputsOfLastLeg: true` if any leg's will do. `outputsByLeg` keeps them apart where the matrix is written out."
      : "Keep them apart by `outputsByLeg`, with the axis to name them by, or say `outputsOfLastLeg: true` if any leg's will do.",
});

export const callOutputsOverwritten = defineDiagnostic({
  code: "call-outputs-overwritten",
  severity: "error",
  message: (p: { job: string; output: string; legs: number | undefined }) =>
    `The output "${p.output}" of "${p.job}" is read, and its ${p.legs ?? "several"} legs overwrite each other's: whichever ends last wins.`,
  hint: () => "Make one call a leg, or say `outputsOfLastLeg: true` at the call if any leg's will do.",
});

export const permissionUnknown = defineDiagnostic({
  code: "permission-unknown",
  severity: "error",
  message: (p: { user: string }) =>
    `What ${p.user} does with the job's token is not known, so permissions cannot follow from it.`,
  hint: () =>
    'State what the step needs, such as `permissions: { issues: "write" }`, or `permissions: {}` for nothing.',
});

export const checkFiltered = defineDiagnostic({
  code: "required-check-filtered",
  severity: "error",
  message: (p: { id: string; event: string }) =>
    `The check "${p.id}" is to be required, and \`${p.event}\` is filtered by paths: where nothing matches, GitHub waits for it forever.`,
  hint: () =>
    "Take the filter from the trigger and give it to the jobs as a condition: a skipped job counts as passed.",
});

export const checkWithoutMergeGroup = defineDiagnostic({
  code: "required-check-merge-group",
  severity: "warning",
  message: (p: { id: string }) =>
    `The check "${p.id}" is to be required, and the workflow does not run for merge groups: a merge queue would wait for it.`,
  hint: () => "Add `merge_group: null` to the triggers, or leave the queue off.",
});
