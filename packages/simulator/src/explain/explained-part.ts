import { type Expression, splitTemplate } from "@yardmaster/core";
import type { EvaluatedPart, PartialValue } from "@yardmaster/core/evaluation";

/** A part of a condition as people ask about it. */
export interface ExplainedPart {
  readonly text: string;
  /** Absent where GitHub does not come to it. */
  readonly value?: PartialValue;
  /** As a condition; absent where that is not known. */
  readonly truth?: boolean;
  /** What it names is not there at all. */
  readonly isMissing?: true;
  readonly isEvaluated: boolean;
  /** The whole is what it is because of this part, or because of this part and others. */
  readonly decides: boolean;
  readonly parts: readonly ExplainedPart[];
}

/** A condition with the parts that made it what it is. */
export function explainPart(part: EvaluatedPart, decides = true): ExplainedPart {
  const deciding = new Set(decides ? decidingParts(part) : []);
  const isEvaluated = "value" in part;
  return {
    text: part.text,
    ...(isEvaluated ? { value: part.value } : {}),
    ...(part.truth === undefined ? {} : { truth: part.truth }),
    ...(part.isMissing ? { isMissing: true } : {}),
    isEvaluated,
    decides: decides && isEvaluated,
    parts: part.parts.map((inner) => explainPart(inner, deciding.has(inner))),
  } as ExplainedPart;
}

/** Of `&&` and `||` the operands by which it is what it is; of all else every operand. */
function decidingParts(part: EvaluatedPart): readonly EvaluatedPart[] {
  const evaluated = part.parts.filter((inner) => "value" in inner);
  const expression = readExpression(part.text);
  if (expression?.kind !== "logical") return evaluated;
  if (part.truth === undefined) return evaluated.filter(({ truth }) => truth === undefined);
  // One operand ends a false `&&` and a true `||`; of the other two all count.
  const ends = part.truth === (expression.operator === "||");
  const ending = evaluated.filter(({ truth }) => truth === part.truth);
  return ends ? ending : evaluated;
}

/** The text inside `${{ }}` as a tree; undefined where GitHub's parser refuses it. */
export function readExpression(text: string): Expression | undefined {
  const pieces = splitTemplate(`\${{ ${text} }}`);
  const [only] = pieces ?? [];
  return pieces?.length === 1 && typeof only === "object" ? only : undefined;
}
