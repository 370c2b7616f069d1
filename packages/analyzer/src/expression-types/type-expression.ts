import type { ExpressionAt } from "@yardmaster/core";
import type { TypedDocument } from "./document.ts";
import { inferType } from "./infer-type.ts";
import type { Problem } from "./problem.ts";
import { scopeAt } from "./scope.ts";
import type { ValueType } from "./value-type.ts";

/** An expression with the type of its value, and what is wrong with it. */
export interface TypedExpression {
  readonly type: ValueType;
  readonly problems: readonly Problem[];
}

const typed = new WeakMap<ExpressionAt, TypedExpression>();

/** Several rules ask; the answer is worked out once. */
export function typeExpression(at: ExpressionAt, document: TypedDocument): TypedExpression {
  let known = typed.get(at);
  if (!known) {
    const problems: Problem[] = [];
    const type = inferType(
      at.expression,
      scopeAt(document, at.path),
      (problem) => {
        problems.push(problem);
      },
      at.isCondition && at.isWhole,
    );
    known = { type, problems };
    typed.set(at, known);
  }
  return known;
}
