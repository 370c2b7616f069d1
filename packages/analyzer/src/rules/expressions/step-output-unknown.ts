import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  readonly action: string;
}

export const stepOutputUnknown = defineDiagnostic({
  code: "step-output-unknown",
  severity: "warning",
  message: (p: Parameters) => `\`${p.text}\` is always empty: ${p.action} has no output "${p.name}".`,
  hint: (p) => hintOf(p, "Remove it: the action declares no output."),
});

export const stepOutputMisspelled = defineDiagnostic({
  code: "step-output-misspelled",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `\`${p.text}\` is likely empty: ${p.action} declares no output "${p.name}".`,
  hint: (p) => hintOf(p, "Remove it: the action declares no output."),
});

/** A composite action has what it declares; a program may set more, so that there only what looks like a declared name counts. */
export const stepOutputs = unknownNameRule([stepOutputUnknown, stepOutputMisspelled], ({ source }, name) => {
  if (!isOf(source, "step-outputs")) return undefined;
  const parameters = { ...name, action: source.action };
  if (source.isClosed) return said(stepOutputUnknown, parameters);
  return name.nearest.length > 0 ? said(stepOutputMisspelled, parameters) : undefined;
});
