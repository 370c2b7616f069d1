import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

export const axisUnknown = defineDiagnostic({
  code: "axis-unknown",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is always empty: no leg of the matrix has "${p.name}".`,
  hint: (p) => hintOf(p, `Give the matrix an axis "${p.name}".`),
});

export const matrixAbsent = defineDiagnostic({
  code: "matrix-absent",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is always empty: the job has no matrix.`,
  hint: () => "Give the job a `strategy.matrix`, or write the value itself.",
});

export const matrixAxes = unknownNameRule([axisUnknown, matrixAbsent], ({ source }, name) => {
  if (isOf(source, "matrix")) return said(axisUnknown, name);
  return isOf(source, "no-matrix") ? said(matrixAbsent, name) : undefined;
});
