import { type Expression, foldPart, type LogicalOperator, printExpression, reportMistake } from "@yardmaster/core";
import { expressionAsText } from "./diagnostics.ts";
import { type Context, type ContextName, type Expr, expr, operand, shapeOf } from "./expr.ts";
import { booleanShape, type Shape } from "./shape.ts";

/** What a result reads comes from the operands alone: inferred from where it stands, it would hide what is forbidden there. */
export type Result<T, C extends ContextName> = Expr<T, NoInfer<Known<C>>>;
/** An operand that is an error already, as a misspelled output, infers every context: one message is enough. */
export type Known<C extends ContextName> = [ContextName] extends [C] ? never : C;
export type BooleanExpr<C extends ContextName> = Result<boolean, C>;
export type TextOperand<C extends ContextName> = string | Expr<string | null, C>;
export type NumberOperand<C extends ContextName> = number | Expr<number | null, C>;

/** A list has no literal in expressions: it is written as JSON. */
export function listOf(values: readonly unknown[], at: string): Expression {
  const literals = Array.from(values, (value) => {
    const literal = operand(value, at);
    if (literal.kind === "literal") return literal.value;
    reportMistake(expressionAsText({ expression: printExpression(literal) }));
    return null;
  });
  return { kind: "call", name: "fromJSON", arguments: [{ kind: "literal", value: JSON.stringify(literals) }] };
}

export function logical<T, C extends ContextName>(
  operator: LogicalOperator,
  parts: readonly unknown[],
  name: string,
  shape: Shape,
): Context<T, C> {
  const operands = parts.map((part) => operand(part, `an operand of ${name}`));
  return operands.length === 0
    ? expr({ kind: "literal", value: operator === "&&" }, booleanShape)
    : folded({ kind: "logical", operator, operands }, shape, parts);
}

export function call<T, C extends ContextName>(
  name: string,
  shape: Shape,
  ...values: readonly unknown[]
): Context<T, C> {
  const place = `an argument of \`${name === "case" ? "when" : name}\``;
  return folded({ kind: "call", name, arguments: values.map((value) => operand(value, place)) }, shape, values);
}

/**
 * What depends on literals alone becomes its value, unless an operand is read loosely: then it stays as it is written.
 * @param values the operands as they were given; what each of them is made of was folded when it was made.
 */
export function folded<T, C extends ContextName>(
  expression: Expression,
  shape: Shape,
  values: readonly unknown[],
): Context<T, C> {
  return expr(values.some((value) => shapeOf(value).isLoose) ? expression : foldPart(expression), shape);
}
