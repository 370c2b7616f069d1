import { checkHandles, checkOptions } from "../author/check-options.ts";
import { expressionOf } from "../author/expression-of.ts";
import { readNote } from "../author/note.ts";
import { captureOrigin } from "../author/origin.ts";
import { rawOf } from "../author/raw.ts";
import { contextRoot } from "../expressions/expr.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import type { Step } from "../steps/step.ts";
import { listedSteps } from "../steps/step-structure.ts";
import { type Job, type JobNode, makeJob, readOutput } from "./job-handle.ts";
import type { ByLeg, JobOptions, JobScope, LegOutputs } from "./job-options.ts";
import { type SpreadOutput, spreadOutputs } from "./leg-outputs.ts";
import { type Matrix, matrixDefinition, matrixShape } from "./matrix.ts";

/** A job that runs steps. */
export function job<
  const O extends string = never,
  const M extends Matrix = Record<never, never>,
  const L extends LegOutputs = Record<never, never>,
>(id: string, options: JobOptions<M, O, L>): Job<O, ByLeg<L, M>> {
  const builder = `job ${JSON.stringify(id)}`;
  const given = checkOptions<JobOptions<Matrix, string, LegOutputs>>(options as never, builder);
  const { steps, needs = [], note, outputsByLeg = {}, outputsOfLastLeg, outputs = {}, ...keys } = given;
  const matrix = given.strategy?.matrix && matrixDefinition<Matrix>(given.strategy.matrix as never);
  const scope: JobScope<Matrix> = {
    matrix: contextRoot("matrix", matrixShape(matrix)) as never,
    strategy: contextRoot("strategy") as never,
  };
  const listed = listSteps(steps, scope);
  const isRaw = rawOf(listed) !== undefined;
  const own = Object.keys(outputs) as O[];
  const legs = spreadOutputs(checkOptions(outputsByLeg, `\`outputsByLeg\` of ${builder}`), matrix, own);
  const all = { ...outputs, ...Object.fromEntries(legs.map(({ output, value }) => [output, value])) };
  const hasOutputs = Object.keys(all).length > 0 || rawOf(outputs) !== undefined;
  const node: JobNode = {
    id,
    keys: { ...keys, ...(hasOutputs ? { outputs: all } : {}), ...(isRaw ? { steps: listed } : {}) },
    steps: isRaw ? undefined : listedSteps(listed, `\`steps\` of ${builder}`),
    needs: checkHandles(needs, "job", `\`needs\` of ${builder}`),
    note: readNote(note, builder),
    origin: captureOrigin(),
    sharedOutputs: outputsOfLastLeg ? undefined : own,
  };
  return makeJob(node, own, readLegs(id, legs) as never);
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
function listSteps(steps: JobOptions<Matrix, string, LegOutputs>["steps"], scope: JobScope<Matrix>) {
  return typeof steps === "function" && expressionOf(steps) === undefined ? steps(scope) : (steps as readonly Step[]);
}
