import { type Expression, expressionsIn, type ModelPath, type Value, walkExpression } from "@yardmaster/core";
import { isSameId, type PlacedStep, targetsOf } from "./place-steps.ts";

/** What others want of a step. */
export interface StepUse {
  /** Outputs that are read, in order. */
  readonly outputs: ReadonlySet<string>;
  /** Its result is read, or it is waited for or cancelled. */
  readonly isAskedFor: boolean;
}

/**
 * By step, what the expressions of its job want of it; steps that nobody reads, waits for or cancels are missing.
 * @param around what reads the steps beside themselves: the job's outputs and its other keys.
 */
export function findUses(
  placed: readonly PlacedStep[],
  around: readonly (readonly [Value, ModelPath])[],
): ReadonlyMap<PlacedStep, StepUse> {
  const found = new Map<PlacedStep, { readonly outputs: Set<string>; isAskedFor: boolean }>();
  for (const { keys, path, order } of placed) {
    const { parallel: _parallel, ...own } = keys;
    readIn(own, path, order);
    for (const target of [...targetsOf(own.wait), ...targetsOf(own.cancel)]) {
      use(target, undefined, (step) => step.order < order);
    }
  }
  for (const [value, path] of around) readIn(value, path, Number.POSITIVE_INFINITY);
  return found;

  function readIn(value: Value, path: ModelPath, order: number): void {
    for (const { expression } of expressionsIn(value, path)) {
      walkExpression(expression, (part) => {
        const read = stepRead(part);
        if (read) use(read.id, read.output, (step) => step.end < order);
      });
    }
  }

  function use(id: Value, output: string | undefined, isThere: (step: PlacedStep) => boolean): void {
    const step = stepOf(placed, id);
    if (!step || !isThere(step)) return;
    const uses = found.get(step) ?? { outputs: new Set(), isAskedFor: false };
    found.set(step, uses);
    if (output === undefined) uses.isAskedFor = true;
    else uses.outputs.add(output);
  }
}

/** The step that an id names: of several, which GitHub refuses, the first. */
function stepOf(placed: readonly PlacedStep[], id: Value): PlacedStep | undefined {
  return placed.find((step) => step.keys.id !== undefined && isSameId(step.keys.id, id));
}

/** @returns `output` undefined for its outcome or its conclusion. */
function stepRead(part: Expression): { readonly id: string; readonly output: string | undefined } | undefined {
  if (part.kind !== "property") return undefined;
  const { object, name } = part;
  if (object.kind !== "property") return undefined;
  if (object.object.kind === "context") {
    const isResult = object.object.name === "steps" && isResultName(name);
    return isResult ? { id: object.name, output: undefined } : undefined;
  }
  if (object.object.kind !== "property" || object.name.toLowerCase() !== "outputs") return undefined;
  const { object: context, name: id } = object.object;
  return context.kind === "context" && context.name === "steps" ? { id, output: name } : undefined;
}

/** GitHub ignores the case of names. */
function isResultName(name: string): boolean {
  return /^(outcome|conclusion)$/i.test(name);
}
