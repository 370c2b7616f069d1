import type { DeclaredCall, Expression, MadeJob } from "@yardmaster/core";
import { checkText } from "../author/check-options.ts";
import type { NotedPlace } from "../author/note.ts";
import { announceJob } from "../author/origin.ts";
import { type Expr, expr, originOf } from "../expressions/expr.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import type { JobResult } from "../expressions/outcome.ts";
import { resultShape, textShape } from "../expressions/shape.ts";
import type { Step } from "../steps/step.ts";
import { type Matrix, matrixDefinition, type Strategy } from "./matrix.ts";

const jobKey: unique symbol = Symbol.for("yardmaster.job");

/** A job of a workflow, and handles for its outputs. What reads an output or the result needs the job: `needs` follows. */
export interface Job<in O extends string = string, out L = unknown> {
  readonly id: string;
  readonly outputs: { readonly [K in O]: Expr<string, "needs"> };
  /** Of a matrix, by output and by the value of each axis that it is kept by. */
  readonly byLeg: L;
  readonly result: Expr<JobResult, "needs">;
  readonly [jobKey]: JobNode;
}

/** A job before its workflow is assembled: GitHub's keys, before expressions are printed. */
export interface JobNode {
  readonly id: string;
  readonly keys: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[] | undefined;
  readonly needs: readonly Job<never>[];
  readonly note: readonly NotedPlace[];
  readonly origin: string | undefined;
  /** Where the matrix was declared before its job. */
  readonly matrixOrigin?: string | undefined;
  /** Outputs that all legs of a matrix write; undefined where the author says that any leg's will do. */
  readonly sharedOutputs: readonly string[] | undefined;
  /** Made for a branch's protection to require: the triggers must let it run for every change. */
  readonly isRequiredCheck?: true;
  /** What the loader knows of it; a job that is made of another one is still that one. */
  readonly made?: MadeJob;
  /** Of a call: what the source believes of the called file. */
  readonly declared?: Omit<DeclaredCall, "path"> | undefined;
}

/** Makes the handle of a job from its node. */
export function makeJob<O extends string, L>(node: JobNode, outputs: readonly O[], byLeg: L): Job<O, L> {
  const id = checkText(node.id, "the id of a job") ? node.id : "unknown";
  const entries = outputs.map((name) => [name, readOutput(id, name)] as const);
  const lacks = `The job "${id}" has no`;
  const result: Expression = { kind: "property", object: needed(id), name: "result" };
  const handle: Job<O, L> = {
    id,
    outputs: namedHandles<Job<O>["outputs"]>(Object.fromEntries(entries) as never, {
      readAs: `${id}.outputs`,
      lacks: `${lacks} output`,
      expression: { kind: "property", object: needed(id), name: "outputs" },
    }),
    byLeg,
    result: expr<JobResult, "needs">(result, { ...resultShape, readAs: `${id}.result` }) as never,
    [jobKey]: withDefinedMatrix({ ...node, id, made: node.made ?? announceJob(id, node.origin) }),
  };
  return namedHandles(handle, { readAs: id, lacks: `${lacks} property`, expression: needed(id) });
}

function withDefinedMatrix(node: JobNode): JobNode {
  const strategy = node.keys.strategy as Strategy<Matrix> | undefined;
  if (!strategy?.matrix) return node;
  const defined = { ...strategy, matrix: matrixDefinition<Matrix>(strategy.matrix) };
  return { ...node, keys: { ...node.keys, strategy: defined }, matrixOrigin: originOf(strategy.matrix) };
}

/** Notes that a workflow lists the job. */
export function settleJob(handle: Job<never>): void {
  const { made } = handle[jobKey];
  if (made) made.isInWorkflow = true;
}

export function jobNode(handle: Job<never>): JobNode {
  return handle[jobKey];
}

function needed(id: string): Expression {
  return { kind: "property", object: { kind: "context", name: "needs" }, name: id };
}

/** An output as other jobs read it. */
export function readOutput(id: string, name: string): Expr<string, "needs"> {
  const outputs: Expression = { kind: "property", object: needed(id), name: "outputs" };
  return expr<string, "needs">(
    { kind: "property", object: outputs, name },
    { ...textShape, readAs: `${id}.outputs.${name}` },
  );
}
