import {
  asList,
  asMap,
  defineDiagnostic,
  fitsMatrixFilter,
  type ModelPath,
  matrixLegs,
  nearestNames,
  spelledKey,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { writeOneOf } from "./suggestion.ts";

export const matrixExcludeAxis = defineDiagnostic({
  code: "matrix-exclude-axis",
  severity: "error",
  message: (p: { axis: string; nearest: readonly string[]; axes: readonly string[] }) =>
    `\`exclude\` names "${p.axis}", which is no axis of the matrix: GitHub refuses it.`,
  hint: (p) =>
    p.axes.length === 0
      ? "Drop the `exclude`: what only `include` adds cannot be excluded."
      : `Write ${writeOneOf(p.nearest, p.axes)} What only \`include\` adds cannot be excluded.`,
});

export const matrixExcludeValue = defineDiagnostic({
  code: "matrix-exclude-value",
  severity: "warning",
  message: (p: { axis: string; value: string; nearest: readonly string[] }) =>
    `The axis "${p.axis}" of the matrix never has the value ${p.value}: the entry of \`exclude\` excludes nothing.`,
  hint: (p) =>
    p.nearest.length > 0
      ? `Write ${writeOneOf(p.nearest, [])}`
      : "Write values that the matrix has, or drop the entry.",
});

export const matrixWithoutLegs = defineDiagnostic({
  code: "matrix-without-legs",
  severity: "warning",
  message: () => "`exclude` takes every combination of the matrix: no leg is left, and the job never runs.",
  hint: () => "Exclude less, or drop the job.",
});

export const matrixTooLarge = defineDiagnostic({
  code: "matrix-too-large",
  severity: "error",
  message: (p: { legs: number }) => `The matrix has ${p.legs} legs, and GitHub runs at most ${maximumLegs} of one.`,
  hint: () => "Exclude legs, or split the job.",
});

export const matrixIncludeMisspelled = defineDiagnostic({
  code: "matrix-include-misspelled",
  severity: "warning",
  confidence: "medium",
  message: (p: { axis: string; value: string; nearest: readonly string[] }) =>
    `The axis "${p.axis}" of the matrix never has the value "${p.value}": the entry of \`include\` adds to no leg, and becomes one of its own.`,
  hint: (p) => `Write ${writeOneOf(p.nearest, [])}`,
});

/** Source: docs.github.com, "Running variations of jobs in a workflow". */
const maximumLegs = 256;

/** What is computed at run time is left alone. Source: actions/runner, `MatrixBuilder.cs`. */
export const matrixFilters: Rule = {
  reports: [matrixExcludeAxis, matrixExcludeValue, matrixWithoutLegs, matrixTooLarge, matrixIncludeMisspelled],
  job({ keys, path }, _, report) {
    const matrix = asMap(asMap(keys.strategy)?.matrix);
    if (!matrix) return;
    const at = [...path, "strategy", "matrix"];
    const { include, exclude, ...axes } = matrix;
    if (Object.keys(matrix).some((key) => key.includes("${{"))) return;
    for (const [index, entry] of asList(exclude).entries())
      checkExclude(entry, [...at, "exclude", index], axes, report);
    for (const [index, entry] of asList(include).entries())
      checkInclude(entry, [...at, "include", index], axes, report);
    if (holdsExpression(matrix)) return;
    const legs = matrixLegs(matrix);
    if (!legs) return;
    if (legs.length > maximumLegs) report(matrixTooLarge, { legs: legs.length }, at);
    const isFull = Object.keys(axes).length > 0 && Object.values(axes).every((values) => asList(values).length > 0);
    if (legs.length === 0 && isFull) report(matrixWithoutLegs, {}, [...at, "exclude"]);
  },
};

function checkExclude(entry: Value, path: ModelPath, axes: ValueMap, report: Report): void {
  const filter = asMap(entry);
  if (!filter) return;
  const names = Object.keys(axes);
  for (const [axis, value] of Object.entries(filter)) {
    if (axis.includes("${{")) return;
    const spelled = spelledKey(axes, axis);
    if (spelled === undefined) {
      report(matrixExcludeAxis, { axis, nearest: nearestNames(axis, names), axes: names }, [...path, axis], {
        at: "key",
      });
      continue;
    }
    const values = axes[spelled];
    if (!Array.isArray(values) || holdsExpression(values) || holdsExpression(value)) return;
    if ((values as readonly Value[]).some((each) => fitsMatrixFilter(value, each))) continue;
    const nearest = typeof value === "string" ? nearestNames(value, textsOf(values)) : [];
    const printed = JSON.stringify(value);
    report(matrixExcludeValue, { axis: spelled, value: printed, nearest }, [...path, axis]);
  }
}

function checkInclude(entry: Value, path: ModelPath, axes: ValueMap, report: Report): void {
  const added = asMap(entry);
  if (!added) return;
  const adds = Object.keys(added).some((key) => spelledKey(axes, key) === undefined);
  if (!adds) return;
  for (const [axis, value] of Object.entries(added)) {
    const spelled = spelledKey(axes, axis);
    const values = spelled === undefined ? undefined : axes[spelled];
    if (spelled === undefined || typeof value !== "string" || !Array.isArray(values)) continue;
    if (holdsExpression(values) || value.includes("${{")) continue;
    const texts = textsOf(values);
    if ((values as readonly Value[]).some((each) => fitsMatrixFilter(value, each))) continue;
    const nearest = nearestNames(value, texts).filter((text) => isMisspelling(value, text));
    if (nearest.length > 0) report(matrixIncludeMisspelled, { axis: spelled, value, nearest }, [...path, axis]);
  }
}

/** Not another version or variant: the same length or a letter more or less, and the digits of both alike. */
function isMisspelling(value: string, text: string): boolean {
  if (value.length < 5 || Math.abs(value.length - text.length) > 1) return false;
  return value.replace(/\D/g, "") === text.replace(/\D/g, "") && sortedLetters(value) === sortedLetters(text);
}

function sortedLetters(text: string): string {
  return [...text.toLowerCase()].sort().join("");
}

function textsOf(values: Value): readonly string[] {
  return asList(values).filter((value): value is string => typeof value === "string");
}

function holdsExpression(value: Value | undefined): boolean {
  if (typeof value === "string") return value.includes("${{");
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsExpression);
}
