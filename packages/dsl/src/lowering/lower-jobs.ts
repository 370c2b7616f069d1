import { type Expression, type ModelPath, spelledKey, type ValueMap, walkExpression } from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { openKeys } from "../author/open-keys.ts";
import { fromSteps } from "../author/permissions.ts";
import { type Job, type JobNode, jobNode } from "../jobs/job-handle.ts";
import { matrixShape } from "../jobs/matrix.ts";
import { lowerMap } from "../values/lower.ts";
import type { Lowering } from "../values/lowering.ts";
import { placeNote } from "../values/place-comments.ts";
import { arrangeSteps } from "./arrange-steps.ts";
import { checkCallOutputs, checkMatrix } from "./check-matrix.ts";
import { jobFitsShellScripts } from "./default-shell.ts";
import { axisUnknown, jobIdInvalid, jobIdTwice, jobNotInWorkflow, matrixMissing } from "./job-diagnostics.ts";
import { checkPermissions, derivePermissions } from "./job-permissions.ts";
import { lowerSteps } from "./lower-steps.ts";
import { environmentNames } from "./step-environment.ts";

/**
 * Turns jobs into plain data; `needs` follows from the outputs that a job reads.
 * @param workflow the keys around `jobs`, as plain data: what jobs inherit.
 */
export function lowerJobs(
  jobs: readonly Job<never>[],
  workflow: ValueMap,
  into: Lowering,
): Readonly<Record<string, ValueMap>> {
  const nodes = jobs.map(jobNode);
  const byId = new Map(nodes.map((node) => [node.id, node] as const));
  const lowered: Record<string, ValueMap> = {};
  const taken = new Map<string, string>();
  for (const node of nodes) {
    const path = ["jobs", node.id];
    if (node.origin) into.origins.push({ path, stack: node.origin });
    placeNote(node.note, path, into);
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(node.id)) into.diagnostics.push(jobIdInvalid({ id: node.id }, { path }));
    const other = taken.get(node.id.toLowerCase());
    if (other !== undefined) into.diagnostics.push(jobIdTwice({ id: node.id, other }, { path }));
    taken.set(node.id.toLowerCase(), node.id);
    checkMatrix(node, path, into);
    lowered[node.id] = lowerJob(node, path, byId, workflow, into);
  }
  return lowered;
}

function lowerJob(
  node: JobNode,
  path: ModelPath,
  jobs: ReadonlyMap<string, JobNode>,
  workflow: ValueMap,
  into: Lowering,
): ValueMap {
  const needs = new Set(node.needs.map((needed) => needed.id));
  // GitHub ignores the case of ids.
  const need = (id: string): void => {
    const spelled = jobs.has(id) ? id : [...jobs.keys()].find((own) => own.toLowerCase() === id.toLowerCase());
    // A job that reads itself reads nothing: it cannot wait for itself.
    if (spelled !== node.id) needs.add(spelled ?? id);
  };
  const axes = new Set<string>();
  const observe = (expression: Expression): void => {
    checkCallOutputs(expression, jobs, path, into);
    walkExpression(expression, (part) => {
      if (part.kind === "context" && part.name === "matrix") axes.add("");
      if (part.kind === "property" && part.object.kind === "context" && part.object.name === "matrix")
        axes.add(part.name);
      if (part.kind === "property" && part.object.kind === "context" && part.object.name === "needs") need(part.name);
      if (part.kind === "call" && (part.name === "success" || part.name === "failure"))
        for (const job of part.arguments) if (job.kind === "literal") need(String(job.value));
    });
  };
  const arranged = arrangeSteps(node.steps ?? []);
  const stepsPath = [...path, "steps"];
  const steps = lowerSteps(arranged, stepsPath, into, observe, {
    fitsShellScripts: arranged.length > 0 && jobFitsShellScripts(node.keys, workflow),
    environment: inheritedNames(node.keys, workflow),
  });
  const derived =
    node.keys.permissions === fromSteps ? { permissions: derivePermissions(arranged, stepsPath, into) } : {};
  const keys = lowerMap({ ...node.keys, ...derived }, path, into, steps.resolve);
  checkPermissions(keys.permissions ?? workflow.permissions, arranged, stepsPath, into);
  checkAxes(node, axes, path, into);
  for (const id of needs) {
    if (!jobs.has(id)) into.diagnostics.push(jobNotInWorkflow({ reader: node.id, id }, { path }));
  }
  return {
    ...(needs.size > 0 ? { needs: [...needs] } : {}),
    ...keys,
    ...(node.steps ? { steps: steps.finish() } : {}),
  };
}

/** Of the variables that a job's steps inherit: from the workflow, the job and its container. */
function inheritedNames(job: JobNode["keys"], workflow: ValueMap): readonly string[] {
  const { env, container } = openKeys(job);
  const image = bareValue(container);
  const ofContainer = typeof image === "object" && image !== null ? (image as { readonly env?: unknown }).env : {};
  return [workflow.env, env, ofContainer].flatMap(environmentNames);
}

/** A matrix that was declared before its job can be read in any other. @param axes with "" when the matrix is read at all. */
function checkAxes(node: JobNode, axes: ReadonlySet<string>, path: ModelPath, into: Lowering): void {
  if (axes.size === 0) return;
  const strategy = bareValue(openKeys(node.keys).strategy);
  // Of a strategy that is computed, the run alone knows the matrix.
  if (typeof strategy === "string" || expressionOf(strategy)) return;
  const { matrix: stated } = (strategy ?? {}) as { readonly matrix?: unknown };
  const matrix = bareValue(stated);
  const names = [...axes].filter((name) => name !== "");
  if (matrix === undefined) {
    const read = names[0] === undefined ? "matrix" : `matrix.${names[0]}`;
    into.diagnostics.push(matrixMissing({ job: node.id, read }, { path }));
    return;
  }
  const { properties } = matrixShape(matrix);
  if (!properties) return;
  for (const name of names.filter((each) => spelledKey(properties, each) === undefined)) {
    into.diagnostics.push(axisUnknown({ job: node.id, name, known: Object.keys(properties) }, { path }));
  }
}
