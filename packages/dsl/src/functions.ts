import { type BinaryOperator, type Expression, foldExpression, type LogicalOperator } from "@yardmaster/core";
import { type Context, type ContextName, type Expr, expr, operand, type ScalarValue } from "./expr.ts";

type BooleanExpr<C extends ContextName> = Expr<boolean, C>;
type Text = string | number | boolean | null;

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

export function and<C extends ContextName>(...parts: readonly Expr<boolean | null, C>[]): BooleanExpr<C> {
  return logical("&&", parts);
}

export function or<C extends ContextName>(...parts: readonly Expr<boolean | null, C>[]): BooleanExpr<C> {
  return logical("||", parts);
}

export function not<C extends ContextName>(part: Expr<boolean | null, C>): BooleanExpr<C> {
  return folded({ kind: "not", operand: operand(part) });
}

/** True when a text has the other in it, or a list has it as an item. GitHub ignores case. */
export function contains<C extends ContextName, D extends ContextName = never>(
  search: Expr<Text | readonly ScalarValue[], C>,
  item: Text | Expr<Text, D>,
): BooleanExpr<C | D> {
  return call("contains", search, item);
}

/** GitHub ignores case. */
export function startsWith<C extends ContextName, D extends ContextName = never>(
  text: Expr<Text, C>,
  prefix: string | Expr<Text, D>,
): BooleanExpr<C | D> {
  return call("startsWith", text, prefix);
}

/** GitHub ignores case. */
export function endsWith<C extends ContextName, D extends ContextName = never>(
  text: Expr<Text, C>,
  suffix: string | Expr<Text, D>,
): BooleanExpr<C | D> {
  return call("endsWith", text, suffix);
}

export function toJSON<C extends ContextName>(value: Expr<unknown, C>): Expr<string, C> {
  return call("toJSON", value);
}

/** The caller states the type of the value: JSON is known only at run time. */
export function fromJSON<T, C extends ContextName>(text: Expr<string | null, C>): Context<T, C> {
  return call("fromJSON", text);
}

/** The first value that is not null, empty, zero or false: `a || b`. */
export function firstOf<
  T extends ScalarValue,
  C extends ContextName,
  U extends ScalarValue,
  D extends ContextName = never,
>(a: Expr<T, C>, b: U | Expr<U, D>): Expr<NonNullable<T> | U, C | D> {
  return logical("||", [a, b]);
}

/** Runs whatever happened before, a cancellation included. */
export const always = (): Expr<boolean> => call("always");
/** True when an earlier step, or a needed job, failed. */
export const failure = (): Expr<boolean> => call("failure");
export const cancelled = (): Expr<boolean> => call("cancelled");
/** Implied wherever a condition has no status function. */
export const success = (): Expr<boolean> => call("success");

/**
 * Text with expressions in it: `` format`release ${inputs.since}` ``. It is printed with `${{ }}` in the text where a
 * key takes text, and as a call of `format` inside conditions.
 */
export function format<C extends ContextName = never>(
  parts: TemplateStringsArray,
  ...values: readonly (Expr<ScalarValue, C> | string | number | boolean)[]
): Expr<string, C> {
  const carried: Expression[] = [];
  const pattern = parts.map((part, index) => escapeBraces(part) + (index < values.length ? place(values[index]) : ""));
  return folded({
    kind: "call",
    name: "format",
    arguments: [{ kind: "literal", value: pattern.join("") }, ...carried],
  });

  function place(value: unknown): string {
    const expression = operand(value);
    if (expression.kind === "literal") return escapeBraces(String(expression.value ?? ""));
    carried.push(expression);
    return `{${carried.length - 1}}`;
  }
}

function escapeBraces(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}

function binary<T, C extends ContextName>(operator: BinaryOperator, a: unknown, b: unknown): Context<T, C> {
  return folded({ kind: "binary", operator, left: operand(a), right: operand(b) });
}

function logical<T, C extends ContextName>(operator: LogicalOperator, parts: readonly unknown[]): Context<T, C> {
  const operands = parts.map(operand);
  return operands.length === 0
    ? expr({ kind: "literal", value: operator === "&&" })
    : folded({ kind: "logical", operator, operands });
}

function call<T, C extends ContextName>(name: string, ...values: readonly unknown[]): Context<T, C> {
  return folded({ kind: "call", name, arguments: values.map(operand) });
}

function folded<T, C extends ContextName>(expression: Expression): Context<T, C> {
  return expr(foldExpression(expression));
}
