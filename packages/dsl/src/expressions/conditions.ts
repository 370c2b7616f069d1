import type { BinaryOperator, LogicalOperator } from "@yardmaster/core";
import { type BooleanExpr, folded, listOf, logical, type NumberOperand, type Result } from "./build-expression.ts";
import { checkComparison, checkType } from "./check-operands.ts";
import { type Context, type ContextName, type Expr, operand, type ScalarValue } from "./expr.ts";
import { booleanShape } from "./shape.ts";

/** `a == b`. GitHub ignores the case of texts. */
export function eq<A extends ScalarValue, C extends ContextName, D extends ContextName = never>(
  a: Expr<A, C>,
  b: NoInfer<A> | Expr<NoInfer<A>, D>,
): BooleanExpr<C | D> {
  return binary("==", a, b);
}

/** `a != b`. GitHub ignores the case of texts. */
export function ne<A extends ScalarValue, C extends ContextName, D extends ContextName = never>(
  a: Expr<A, C>,
  b: NoInfer<A> | Expr<NoInfer<A>, D>,
): BooleanExpr<C | D> {
  return binary("!=", a, b);
}

/** `a < b`. Numbers only: of texts, GitHub would take "10" for less than "9". Null counts as 0. */
export function lt<C extends ContextName, D extends ContextName = never>(
  a: Expr<number | null, C>,
  b: NumberOperand<D>,
): BooleanExpr<C | D> {
  return binary("<", a, b);
}

/** `a <= b`; see {@link lt}. */
export function le<C extends ContextName, D extends ContextName = never>(
  a: Expr<number | null, C>,
  b: NumberOperand<D>,
): BooleanExpr<C | D> {
  return binary("<=", a, b);
}

/** `a > b`; see {@link lt}. */
export function gt<C extends ContextName, D extends ContextName = never>(
  a: Expr<number | null, C>,
  b: NumberOperand<D>,
): BooleanExpr<C | D> {
  return binary(">", a, b);
}

/** `a >= b`; see {@link lt}. */
export function ge<C extends ContextName, D extends ContextName = never>(
  a: Expr<number | null, C>,
  b: NumberOperand<D>,
): BooleanExpr<C | D> {
  return binary(">=", a, b);
}

/** Whether a value is one of a list: `contains(fromJSON('["a","b"]'), value)`. GitHub ignores the case of texts. */
export function oneOf<A extends ScalarValue, C extends ContextName>(
  value: Expr<A, C>,
  values: readonly NoInfer<A>[],
): BooleanExpr<C> {
  const [only] = values;
  if (values.length === 1) return binary("==", value, only);
  for (const each of values) checkComparison("oneOf", value, each);
  const list = listOf(values, "a value of `oneOf`");
  const searched = operand(value, "the value of `oneOf`");
  return folded({ kind: "call", name: "contains", arguments: [list, searched] }, booleanShape, [value]);
}

export function and<C extends ContextName, B extends boolean | null = boolean>(
  ...parts: readonly Expr<B, C>[]
): Result<B | boolean, C> {
  return conditions("&&", parts, "`and`");
}

export function or<C extends ContextName, B extends boolean | null = boolean>(
  ...parts: readonly Expr<B, C>[]
): Result<B | boolean, C> {
  return conditions("||", parts, "`or`");
}

export function not<C extends ContextName>(part: Expr<boolean | null, C>): BooleanExpr<C> {
  checkType(part, ["boolean"], "the operand of `not`");
  return folded({ kind: "not", operand: operand(part, "the operand of `not`") }, booleanShape, [part]);
}

const operatorNames: Readonly<Record<BinaryOperator, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

function binary<T, C extends ContextName>(operator: BinaryOperator, a: unknown, b: unknown): Context<T, C> {
  const name = operatorNames[operator];
  if (operator === "==" || operator === "!=") checkComparison(name, a, b);
  else for (const each of [a, b]) checkType(each, ["number"], `an operand of \`${name}\``);
  const [left, right] = [operand(a, `an operand of \`${name}\``), operand(b, `an operand of \`${name}\``)];
  return folded({ kind: "binary", operator, left, right }, booleanShape, [a, b]);
}

function conditions<T, C extends ContextName>(
  operator: LogicalOperator,
  parts: readonly unknown[],
  name: string,
): Context<T, C> {
  for (const part of parts) checkType(part, ["boolean"], `an operand of ${name}`);
  return logical(operator, parts, name, booleanShape);
}
