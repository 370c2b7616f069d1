import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  readonly action: string;
}

export const stepOutputMisspelled = defineDiagnostic({
  code: "step-output-misspelled",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `\`${p.text}\` is likely empty: ${p.action} declares no output "${p.name}".`,
  hint: (p) => hintOf(p, "Remove it: the action declares no output."),
});

/** A program may set more than its metadata declare: what looks like no declared name is left alone there. */
export const stepOutputs = unknownNameRule([stepOutputMisspelled], ({ source }, name) => {
  if (!isOf(source, "step-outputs") || !(source.isClosed || name.nearest.length > 0)) return undefined;
  return said(stepOutputMisspelled, { ...name, action: source.action });
});
