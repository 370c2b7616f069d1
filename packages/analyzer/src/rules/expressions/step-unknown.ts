import { defineDiagnostic } from "@yardmaster/core";
import { hintOfNearest, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

export const stepUnknown = defineDiagnostic({
  code: "step-unknown",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is always empty: no step here has the id "${p.name}".`,
  hint: (p) => hintOfNearest(p, `Give a step before this one \`id: ${p.name}\`.`),
});

export const stepLater = defineDiagnostic({
  code: "step-later",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is empty here: the step "${p.name}" has not run yet.`,
  hint: () => "Move it before the step that reads it.",
});

export const stepsKnown = unknownNameRule([stepUnknown, stepLater], ({ source, name }, parameters) => {
  if (!isOf(source, "steps")) return undefined;
  return said(source.later.has(name.toLowerCase()) ? stepLater : stepUnknown, parameters);
});
