import type { ModelPath } from "@yardmaster/core";
import type { References } from "../writing/references.ts";

/** Where expressions stand: one for all of a value's text, so that their operands are numbered on. */
export interface ExpressionPlace {
  readonly path: ModelPath;
  readonly references: References;
  /** Whether what is asked for is whether it holds, as an `if` does. */
  readonly isTruth: boolean;
  readonly nextOperand: () => number;
}

export function expressionPlace(path: ModelPath, references: References, isTruth = false): ExpressionPlace {
  let count = 0;
  return { path, references, isTruth, nextOperand: () => count++ };
}
