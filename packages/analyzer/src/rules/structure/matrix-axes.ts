import { asList, asMap, defineDiagnostic, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

export const matrixWithoutAxes = defineDiagnostic({
  code: "matrix-without-axes",
  severity: "error",
  message: () => "The matrix has neither an axis nor an entry of `include`: GitHub refuses it.",
  hint: () => "Give it an axis, or drop the `matrix`.",
});

export const matrixAxisEmpty = defineDiagnostic({
  code: "matrix-axis-empty",
  severity: "error",
  message: (p: { axis: string }) => `The axis "${p.axis}" of the matrix has no values: GitHub refuses it.`,
  hint: () => "Give it a value, or drop the axis.",
});

export const matrixValueRepeated = defineDiagnostic({
  code: "matrix-value-repeated",
  severity: "warning",
  message: (p: { axis: string; value: string }) =>
    p.axis === "include"
      ? `Two entries of \`include\` are the same leg, ${p.value}: it runs twice.`
      : `The axis "${p.axis}" of the matrix has the value ${p.value} twice: each leg with it runs twice.`,
  hint: () => "Drop one of the two, or write the value that was meant.",
});

/**
 * Source: actions/runner, `WorkflowTemplateConverter.cs`, `ConvertToStrategy`, for what is refused; `MatrixBuilder.cs` gives legs
 * that are alike ids of their own, and runs them all.
 */
export const matrixAxes: Rule = {
  reports: [matrixWithoutAxes, matrixAxisEmpty, matrixValueRepeated],
  job({ keys, path }, _, report) {
    const matrix = asMap(asMap(keys.strategy)?.matrix);
    if (!matrix) return;
    const at = [...path, "strategy", "matrix"];
    const { include, exclude: _exclude, ...axes } = matrix;
    const hasEntries = include !== undefined && !(Array.isArray(include) && include.length === 0);
    if (Object.keys(axes).length === 0 && !hasEntries) report(matrixWithoutAxes, {}, at);
    for (const [axis, values] of Object.entries(axes)) {
      if (!Array.isArray(values)) continue;
      if (values.length === 0) report(matrixAxisEmpty, { axis }, [...at, axis]);
      reportRepeated(axis, values as readonly Value[], [...at, axis], report);
    }
    const names = Object.keys(axes);
    const legs = asList(include).map((entry) => (isLeg(entry, names) ? entry : null));
    reportRepeated("include", legs, [...at, "include"], report);
  },
};

/** An entry that names no axis is a leg of its own where there are no axes; beside axes it is added to all of their legs. */
function isLeg(entry: Value, axes: readonly string[]): boolean {
  return asMap(entry) !== undefined && axes.length === 0;
}

function reportRepeated(axis: string, values: readonly Value[], path: ModelPath, report: Report): void {
  const first = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    if (value === null || (typeof value === "string" && value.includes("${{"))) continue;
    const text = printSorted(value);
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, index);
    else {
      const related = [{ message: "It stands here already.", place: { path: [...path, earlier] } }];
      report(matrixValueRepeated, { axis, value: text }, [...path, index], { related });
    }
  }
}

/** The order of keys makes no difference. */
function printSorted(value: Value): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(printSorted).join(",")}]`;
  const entries = Object.entries(value as ValueMap).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${printSorted(item ?? null)}`).join(",")}}`;
}
