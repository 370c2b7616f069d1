import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  readonly job: string;
  /** The workflow that the job calls. */
  readonly file: string | undefined;
}

export const jobOutputUnknown = defineDiagnostic({
  code: "job-output-unknown",
  severity: "warning",
  message: (p: Parameters) =>
    p.file === undefined
      ? `\`${p.text}\` is always empty: the job "${p.job}" has no output "${p.name}".`
      : `\`${p.text}\` is always empty: ${p.file}, which the job "${p.job}" calls, has no output "${p.name}".`,
  hint: (p) => hintOf(p, `Declare it under \`outputs\` of ${p.file === undefined ? `the job "${p.job}"` : p.file}.`),
});

export const jobUnknown = defineDiagnostic({
  code: "job-unknown",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is always empty: there is no job "${p.name}".`,
  hint: (p) => hintOf(p, "Name a job of this workflow."),
});

export const jobOutputs = unknownNameRule([jobOutputUnknown, jobUnknown], ({ source }, name) => {
  if (isOf(source, "jobs")) return said(jobUnknown, name);
  return isOf(source, "job-outputs")
    ? said(jobOutputUnknown, { ...name, job: source.job, file: source.file })
    : undefined;
});
