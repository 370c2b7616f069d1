import { AuthoringError, type DeclaredCall, type Expression } from "@yardmaster/core";
import { legAxisUnknown } from "./diagnostics.ts";
import { contextRoot, type Expr, expr, operand } from "./expr.ts";
import type { ByLeg, JobOptions, JobScope, LegOutput, LegOutputs } from "./job-options.ts";
import { type Matrix, matrixDefinition, type Strategy } from "./matrix.ts";
import { captureOrigin } from "./origin.ts";
import { rawOf } from "./raw.ts";
import type { Step } from "./step.ts";

const jobKey: unique symbol = Symbol.for("yardmaster.job");

/** How a job ended. */
export type JobResult = "success" | "failure" | "cancelled" | "skipped";

/** A job of a workflow, and handles for its outputs. What reads an output or the result needs the job: `needs` follows. */
export interface Job<in O extends string = string, out L = unknown> {
  readonly id: string;
  readonly outputs: { readonly [K in O]: Expr<string, "needs"> };
  /** Of a matrix, by output and value of the axis. */
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
  const { steps, needs = [], note, outputsByLeg = {}, outputs, ...keys } = options;
  const scope: JobScope<M> = { matrix: contextRoot("matrix") as never, strategy: contextRoot("strategy") as never };
  const list = typeof steps === "function" ? steps(scope) : steps;
  const legs = Object.entries<LegOutput>(outputsByLeg).flatMap(([name, leg]) =>
    spreadLegs(name, leg, options.strategy?.matrix && matrixDefinition<Matrix>(options.strategy.matrix)),
  );
  const all = { ...outputs, ...Object.fromEntries(legs.map(({ output, value }) => [output, value])) };
  const hasOutputs = Object.keys(all).length > 0 || rawOf(outputs) !== undefined;
  const node: JobNode = {
    id,
    keys: { ...keys, ...(hasOutputs ? { outputs: all } : {}) },
    steps: list,
    needs,
    note,
    origin: captureOrigin(),
  };
  const byLeg: Record<string, Record<string, unknown>> = {};
  for (const { name, key, output } of legs) byLeg[name] = { ...byLeg[name], [key]: readOutput(id, output) };
  return makeJob(node, Object.keys(outputs ?? {}) as O[], byLeg as ByLeg<L, M>);
}

/** Makes the handle of a job from its node. */
export function makeJob<O extends string, L>(node: JobNode, outputs: readonly O[], byLeg: L): Job<O, L> {
  const entries = outputs.map((name) => [name, readOutput(node.id, name)] as const);
  return {
    id: node.id,
    outputs: Object.fromEntries(entries) as Job<O>["outputs"],
    byLeg,
    result: expr<JobResult, "needs">({ kind: "property", object: needed(node.id), name: "result" }) as Job<O>["result"],
    [jobKey]: { ...node, keys: withDefinedMatrix(node.keys) },
  };
}

function withDefinedMatrix(keys: JobNode["keys"]): JobNode["keys"] {
  const strategy = keys.strategy as Strategy<Matrix> | undefined;
  if (!strategy?.matrix) return keys;
  return { ...keys, strategy: { ...strategy, matrix: matrixDefinition<Matrix>(strategy.matrix) } };
}

export function jobNode(handle: Job<never>): JobNode {
  return handle[jobKey];
}

interface Leg {
  readonly name: string;
  readonly key: string;
  readonly output: string;
  readonly value: Expr<unknown, never>;
}

/** An empty output does not overwrite another leg's: each leg sets its own name and leaves the others empty. */
function spreadLegs(name: string, leg: LegOutput, matrix: Matrix | undefined): readonly Leg[] {
  const values = (matrix as Readonly<Record<string, unknown>> | undefined)?.[leg.axis];
  if (!Array.isArray(values)) throw new AuthoringError(legAxisUnknown({ name, axis: leg.axis }));
  return (values as readonly (string | number)[]).map((value) => {
    const axis: Expression = { kind: "property", object: { kind: "context", name: "matrix" }, name: leg.axis };
    const isOwn: Expression = { kind: "binary", operator: "==", left: axis, right: { kind: "literal", value } };
    const own = operand(leg.value);
    return {
      name,
      key: String(value),
      output: `${name}_${String(value).replace(/[^A-Za-z0-9]+/g, "_")}`,
      value: expr({ kind: "call", name: "case", arguments: [isOwn, own, { kind: "literal", value: "" }] }),
    };
  });
}

function needed(id: string): Expression {
  return { kind: "property", object: { kind: "context", name: "needs" }, name: id };
}

function readOutput(id: string, name: string): Expr<string, "needs"> {
  const outputs: Expression = { kind: "property", object: needed(id), name: "outputs" };
  return expr<string, "needs">({ kind: "property", object: outputs, name });
}
