import type { Scalar } from "../model/model.ts";

export type BinaryOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type LogicalOperator = "&&" | "||";

/** An expression as GitHub's grammar has it, without the `${{ }}` around it. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Scalar }
  | { readonly kind: "context"; readonly name: string }
  /** `object.name`, or `object['name']` where the name is no identifier. */
  | { readonly kind: "property"; readonly object: Expression; readonly name: string }
  | { readonly kind: "index"; readonly object: Expression; readonly index: Expression }
  /** `object.*`: the values of an object or list. */
  | { readonly kind: "star"; readonly object: Expression }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "logical"; readonly operator: LogicalOperator; readonly operands: readonly Expression[] };

/** Visits an expression and everything inside it, outermost first. */
export function walkExpression(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  for (const part of partsOf(expression)) walkExpression(part, visit);
}

/** Replaces parts from the inside out; `replace` returns its argument to keep it. */
export function mapExpression(expression: Expression, replace: (part: Expression) => Expression): Expression {
  const inner = (part: Expression): Expression => mapExpression(part, replace);
  switch (expression.kind) {
    case "literal":
    case "context":
      return replace(expression);
    case "property":
    case "star":
      return replace({ ...expression, object: inner(expression.object) });
    case "index":
      return replace({ ...expression, object: inner(expression.object), index: inner(expression.index) });
    case "call":
      return replace({ ...expression, arguments: expression.arguments.map(inner) });
    case "not":
      return replace({ ...expression, operand: inner(expression.operand) });
    case "binary":
      return replace({ ...expression, left: inner(expression.left), right: inner(expression.right) });
    case "logical":
      return replace({ ...expression, operands: expression.operands.map(inner) });
  }
}

/** Names of the contexts that an expression reads, in order of first appearance. */
export function contextsOf(expression: Expression): readonly string[] {
  const names = new Set<string>();
  walkExpression(expression, (part) => {
    if (part.kind === "context") names.add(part.name);
  });
  return [...names];
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "context":
      return [];
    case "property":
    case "star":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
      return expression.arguments;
    case "not":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "logical":
      return expression.operands;
  }
}
