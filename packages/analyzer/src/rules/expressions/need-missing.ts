import { defineDiagnostic } from "@yardmaster/core";
import { hintOfNearest, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  readonly job: string;
  /** The job of the workflow that has this name. */
  readonly other: string | undefined;
}

export const needMissing = defineDiagnostic({
  code: "need-missing",
  severity: "warning",
  message: (p: Parameters) =>
    p.other === undefined
      ? `\`${p.text}\` is always empty: the job "${p.job}" needs no "${p.name}", and there is no such job.`
      : `\`${p.text}\` is always empty: the job "${p.job}" does not need "${p.other}".`,
  hint: (p) =>
    p.other === undefined
      ? hintOfNearest(p, "Name a job that it needs.")
      : `Add "${p.other}" to the \`needs\` of "${p.job}".`,
});

export const needsKnown = unknownNameRule([needMissing], ({ source, name }, parameters) => {
  if (!isOf(source, "needs")) return undefined;
  const other = source.others.find((id) => id.toLowerCase() === name.toLowerCase());
  return said(needMissing, { ...parameters, job: source.job, other });
});
