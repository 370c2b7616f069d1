import {
  type Diagnostic,
  type Expression,
  fitsMatrixFilter,
  type ModelPath,
  matrixLegs,
  spelledKey,
  type Value,
  walkExpression,
} from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { uncomment } from "../author/noted.ts";
import { openKeys } from "../author/open-keys.ts";
import { rawOf } from "../author/raw.ts";
import type { JobNode } from "../jobs/job-handle.ts";
import type { Lowering } from "../values/lowering.ts";
import { plainValue } from "../values/plain-value.ts";
import { checkMatrixVersions } from "./check-matrix-versions.ts";
import { callOutputsOverwritten, excludeUnknown, outputsOverwritten } from "./job-diagnostics.ts";

/** Reports what `exclude` cannot take out, versions as numbers, and outputs of a job that its legs overwrite. */
export function checkMatrix(node: JobNode, path: ModelPath, into: Lowering): void {
  const at = [...path, "strategy", "matrix"];
  if (node.matrixOrigin !== undefined) into.origins.push({ path: at, stack: node.matrixOrigin });
  checkMatrixVersions(matrixIn(openKeys(node.keys)), at, into);
  const matrix = matrixIn(node.keys);
  if (matrix === undefined) return;
  checkExclude(matrix, [...at, "exclude"], into);
  const outputs = node.steps ? (node.sharedOutputs ?? []) : [];
  const legs = countLegs(matrix);
  if (outputs.length === 0 || legs === 1) return;
  into.diagnostics.push(outputsOverwritten({ job: node.id, outputs, legs }, { path: [...path, "outputs"] }));
}

/** Reports outputs of calls under a matrix where they are read: a call does not choose which outputs it has. */
export function checkCallOutputs(
  expression: Expression,
  jobs: ReadonlyMap<string, JobNode>,
  path: ModelPath,
  into: Lowering,
): void {
  walkExpression(expression, (part) => {
    if (part.kind !== "property" || part.object.kind !== "property" || part.object.name !== "outputs") return;
    const { object: job } = part.object;
    if (job.kind !== "property" || job.object.kind !== "context" || !/^(?:needs|jobs)$/.test(job.object.name)) return;
    const node = jobs.get(job.name);
    const matrix = node && !node.steps && node.sharedOutputs ? matrixIn(node.keys) : undefined;
    const legs = countLegs(matrix);
    if (matrix === undefined || legs === 1) return;
    const problem = callOutputsOverwritten({ job: job.name, output: part.name, legs }, { path });
    // Once a reader, however often it reads the output.
    if (!into.diagnostics.some((other) => isSame(other, problem))) into.diagnostics.push(problem);
  });
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.message === b.message && JSON.stringify(a.place) === JSON.stringify(b.place);
}

function matrixIn(keys: JobNode["keys"]): unknown {
  return (bareValue(keys.strategy) as { readonly matrix?: unknown } | undefined)?.matrix;
}

/** @returns undefined where only the run knows. */
function countLegs(matrix: unknown): number | undefined {
  return matrixLegs(plainValue(matrix))?.length;
}

/** Entries that went through `raw` are their author's affair. */
function checkExclude(matrix: unknown, path: ModelPath, into: Lowering): void {
  const given = (bareValue(matrix) as { readonly exclude?: unknown }).exclude;
  const plain = plainValue(matrix);
  if (rawOf(uncomment(given).value) || typeof plain !== "object" || plain === null) return;
  const { include: _include, exclude, ...axes } = plain as Readonly<Record<string, Value>>;
  for (const [index, entry] of (Array.isArray(exclude) ? (exclude as readonly Value[]) : []).entries()) {
    if (typeof entry !== "object" || entry === null) continue;
    for (const [key, value] of Object.entries(entry) as [string, Value][]) {
      const axis = spelledKey(axes, key) ?? key;
      const values = axes[axis];
      const place = { path: [...path, index, key] };
      if (values === undefined) {
        into.diagnostics.push(excludeUnknown({ axis, value: undefined, known: Object.keys(axes) }, place));
      } else if (Array.isArray(values) && !values.some((each: Value) => mayFit(value, each))) {
        const known = values.map((each: Value) => JSON.stringify(each));
        into.diagnostics.push(excludeUnknown({ axis, value: JSON.stringify(value), known }, place));
      }
    }
  }
}

/** What is computed at run time may be anything. */
function mayFit(part: Value, whole: Value): boolean {
  return [part, whole].some((value) => JSON.stringify(value).includes("${{")) || fitsMatrixFilter(part, whole);
}
