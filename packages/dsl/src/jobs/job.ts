import type { DeclaredCall, Expression } from "@yardmaster/core";
import { checkHandles, checkOptions, checkText } from "../author/check-options.ts";
import { captureOrigin } from "../author/origin.ts";
import { rawOf } from "../author/raw.ts";
import { contextRoot, type Expr, expr, expressionOf, originOf } from "../expressions/expr.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import { resultShape, textShape } from "../expressions/shape.ts";
import type { Step } from "../steps/step.ts";
import type { ByLeg, JobOptions, JobScope, LegOutputs } from "./job-options.ts";
import { type SpreadOutput, spreadOutputs } from "./leg-outputs.ts";
import { type Matrix, matrixDefinition, matrixShape, type Strategy } from "./matrix.ts";

const jobKey: unique symbol = Symbol.for("yardmaster.job");

/** How a job ended. */
export type JobResult = "success" | "failure" | "cancelled" | "skipped";

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
  readonly note: string | undefined;
  readonly origin: string | undefined;
  /** Where the matrix was declared before its job. */
  readonly matrixOrigin?: string | undefined;
  /** Outputs that all legs of a matrix write; undefined where the author says that any leg's will do. */
  readonly sharedOutputs: readonly string[] | undefined;
  /** Made for a branch's protection to require: the triggers must let it run for every change. */
  readonly isRequiredCheck?: true;
  /** Of a call: what the source believes of the called file. */
  readonly declared?: Omit<DeclaredCall, "path"> | undefined;
}

/** A job that runs steps. */
export function job<
  const O extends string = never,
  const M extends Matrix = Record<never, never>,
  const L extends LegOutputs = Record<never, never>,
>(id: string, options: JobOptions<M, O, L>): Job<O, ByLeg<L, M>> {
  const builder = `job ${JSON.stringify(id)}`;
  const given = checkOptions(options, builder);
  const { steps, needs = [], note, outputsByLeg = {}, outputsOfLastLeg, outputs = {}, ...keys } = given;
  if (note !== undefined) checkText(note, `\`note\` of ${builder}`);
  const matrix = given.strategy?.matrix && matrixDefinition(given.strategy.matrix as M);
  const scope: JobScope<M> = {
    matrix: contextRoot("matrix", matrixShape(matrix)) as never,
    strategy: contextRoot("strategy") as never,
  };
  const list = checkHandles(listSteps(steps, scope), "step", `\`steps\` of ${builder}`);
  const own = Object.keys(outputs) as O[];
  const legs = spreadOutputs(checkOptions(outputsByLeg, `\`outputsByLeg\` of ${builder}`), matrix, own);
  const all = { ...outputs, ...Object.fromEntries(legs.map(({ output, value }) => [output, value])) };
  const hasOutputs = Object.keys(all).length > 0 || rawOf(outputs) !== undefined;
  const node: JobNode = {
    id,
    keys: { ...keys, ...(hasOutputs ? { outputs: all } : {}) },
    steps: list,
    needs: checkHandles(needs, "job", `\`needs\` of ${builder}`),
    note,
    origin: captureOrigin(),
    sharedOutputs: outputsOfLastLeg ? undefined : own,
  };
  return makeJob(node, own, readLegs(id, legs) as ByLeg<L, M>);
}

/** Handles by output, then by the value of each axis. */
function readLegs(id: string, legs: readonly SpreadOutput[]): unknown {
  const byLeg: Tree = new Map();
  for (const { name, keys, output } of legs) {
    let level = byLeg;
    for (const key of [name, ...keys.slice(0, -1)]) {
      const next = level.get(key) as Tree | undefined;
      const inner: Tree = next ?? new Map();
      level.set(key, inner);
      level = inner;
    }
    level.set(keys.at(-1) ?? "", readOutput(id, output));
  }
  return unfold(byLeg, `${id}.byLeg`);
}
type Tree = Map<string, unknown>;

function unfold(tree: Tree, readAs: string): unknown {
  const entries = [...tree].map(([key, inner]) => [
    key,
    inner instanceof Map ? unfold(inner, `${readAs}.${key}`) : inner,
  ]);
  return namedHandles(Object.fromEntries(entries) as object, { readAs, lacks: `\`${readAs}\` has no` });
}

/** A missing list of steps is no list, whatever its handle can do. */
function listSteps<M extends Matrix>(steps: JobOptions<M, string, LegOutputs>["steps"], scope: JobScope<M>) {
  return typeof steps === "function" && expressionOf(steps) === undefined ? steps(scope) : (steps as readonly Step[]);
}

/** Makes the handle of a job from its node. */
export function makeJob<O extends string, L>(node: JobNode, outputs: readonly O[], byLeg: L): Job<O, L> {
  const id = checkText(node.id, "the id of a job") ? node.id : "unknown";
  const entries = outputs.map((name) => [name, readOutput(id, name)] as const);
  const lacks = `The job "${id}" has no`;
  const result: Expression = { kind: "property", object: needed(id), name: "result" };
  const handle: Job<O, L> = {
    id,
    outputs: namedHandles(Object.fromEntries(entries) as Job<O>["outputs"], {
      readAs: `${id}.outputs`,
      lacks: `${lacks} output`,
      expression: { kind: "property", object: needed(id), name: "outputs" },
    }),
    byLeg,
    result: expr<JobResult, "needs">(result, { ...resultShape, readAs: `${id}.result` }) as Job<O>["result"],
    [jobKey]: withDefinedMatrix({ ...node, id }),
  };
  return namedHandles(handle, { readAs: id, lacks: `${lacks} property`, expression: needed(id) });
}

function withDefinedMatrix(node: JobNode): JobNode {
  const strategy = node.keys.strategy as Strategy<Matrix> | undefined;
  if (!strategy?.matrix) return node;
  const defined = { ...strategy, matrix: matrixDefinition<Matrix>(strategy.matrix) };
  return { ...node, keys: { ...node.keys, strategy: defined }, matrixOrigin: originOf(strategy.matrix) };
}

export function jobNode(handle: Job<never>): JobNode {
  return handle[jobKey];
}

function needed(id: string): Expression {
  return { kind: "property", object: { kind: "context", name: "needs" }, name: id };
}

function readOutput(id: string, name: string): Expr<string, "needs"> {
  const outputs: Expression = { kind: "property", object: needed(id), name: "outputs" };
  return expr<string, "needs">(
    { kind: "property", object: outputs, name },
    { ...textShape, readAs: `${id}.outputs.${name}` },
  );
}
