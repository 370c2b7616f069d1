import { type Expression, printExpression, reportMistake } from "@yardmaster/core";
import { type BooleanExpr, call, folded, listOf, type Result, type TextOperand } from "./build-expression.ts";
import { checkType } from "./check-operands.ts";
import type { ItemOf } from "./collections.ts";
import { containsText } from "./diagnostics.ts";
import { type Context, type ContextName, type Expr, expr, operand, type ScalarValue, shapeOf } from "./expr.ts";
import { booleanShape, listShape, textShape } from "./shape.ts";

/**
 * True when a text has the other in it, or a list has the item: `contains(github.ref, "release")`,
 * `contains(each(github.event.issue.labels).name, "bug")`, `contains(["a", "b"], github.ref_name)`. GitHub ignores case.
 * {@link oneOf} asks the last of these, too, and holds the list to what the value can be.
 */
export function contains<
  S extends string | readonly ScalarValue[] | null,
  C extends ContextName = never,
  D extends ContextName = never,
>(
  search: Expr<S, C> | (S & readonly ScalarValue[]),
  item: ItemOf<NonNullable<S>> | Expr<ItemOf<NonNullable<S>> | null, D>,
): BooleanExpr<C | D> {
  if (Array.isArray(search)) {
    return call("contains", booleanShape, expr(listOf(search, "a value that `contains` searches"), listShape), item);
  }
  checkSearched(search);
  return call("contains", booleanShape, search, item);
}

/** A text that is written out, or joined from a list, is a list in its author's eyes. */
function checkSearched(search: unknown): void {
  if (shapeOf(search).isLoose) return;
  checkType(search, ["text", "list", "map"], "what `contains` searches");
  const expression = operand(search, "what `contains` searches");
  const isJoined = expression.kind === "call" && expression.name === "join";
  if (!isJoined && (expression.kind !== "literal" || typeof expression.value !== "string")) return;
  reportMistake(containsText({ text: `\`${printExpression(expression)}\``, isJoined }));
}

/** GitHub ignores case. */
export function startsWith<C extends ContextName, D extends ContextName = never>(
  text: Expr<string | null, C>,
  prefix: TextOperand<D>,
): BooleanExpr<C | D> {
  checkType(text, ["text"], "the text of `startsWith`");
  checkType(prefix, ["text"], "the prefix of `startsWith`");
  return call("startsWith", booleanShape, text, prefix);
}

/** GitHub ignores case. */
export function endsWith<C extends ContextName, D extends ContextName = never>(
  text: Expr<string | null, C>,
  suffix: TextOperand<D>,
): BooleanExpr<C | D> {
  checkType(text, ["text"], "the text of `endsWith`");
  checkType(suffix, ["text"], "the suffix of `endsWith`");
  return call("endsWith", booleanShape, text, suffix);
}

/** The items of a list as one text, with a comma between them unless another separator is given. */
export function join<C extends ContextName, D extends ContextName = never>(
  ...given: readonly [list: Expr<readonly ScalarValue[] | null, C>, separator?: TextOperand<D>]
): Result<string, C | D> {
  const [list] = given;
  checkType(list, ["list"], "the list of `join`");
  return call("join", textShape, ...given);
}

/**
 * SHA-256 over the files that match, as hex; empty when none does. Patterns are relative to the workspace, in the syntax
 * of `@actions/glob`. 1 to 255 patterns.
 */
export function hashFiles<C extends ContextName = never>(
  pattern: TextOperand<C>,
  ...more: readonly TextOperand<C>[]
): Result<string, C | "hashFiles()"> {
  for (const each of [pattern, ...more]) checkType(each, ["text"], "a pattern of `hashFiles`");
  return call("hashFiles", textShape, pattern, ...more);
}

/**
 * Text with expressions in it: `` format`release ${inputs.since}` ``. It is printed with `${{ }}` in the text where a
 * key takes text, and as a call of `format` inside conditions.
 */
export function format<C extends ContextName = never>(
  parts: TemplateStringsArray,
  ...values: readonly (Expr<ScalarValue, C> | string | number | boolean)[]
): Result<string, C>;
/** The call itself, `format('{1} {0}', a, b)`, with the places of the values in a pattern. */
export function format<C extends ContextName = never, D extends ContextName = never>(
  pattern: TextOperand<D>,
  ...values: readonly (Expr<ScalarValue, C> | string | number | boolean)[]
): Result<string, C | D>;
export function format(parts: unknown, ...values: readonly unknown[]): unknown {
  if (!isTemplate(parts)) {
    checkType(parts, ["text"], "the pattern of `format`");
    return call("format", textShape, parts, ...values);
  }
  return formatOf(parts, values, "a value in `format`");
}

/** @param place for messages. */
export function formatOf<C extends ContextName>(
  parts: readonly string[],
  values: readonly unknown[],
  place: string,
): Context<string, C> {
  const carried: Expression[] = [];
  const pattern = parts.map((part, index) => escapeBraces(part) + (index < values.length ? carry(values[index]) : ""));
  const literal: Expression = { kind: "literal", value: pattern.join("") };
  return folded({ kind: "call", name: "format", arguments: [literal, ...carried] }, textShape, values);

  function carry(value: unknown): string {
    const expression = operand(value, place);
    if (expression.kind === "literal" && !shapeOf(value).isLoose) return escapeBraces(String(expression.value ?? ""));
    carried.push(expression);
    return `{${carried.length - 1}}`;
  }
}

function isTemplate(value: unknown): value is TemplateStringsArray {
  return Array.isArray(value) && "raw" in value;
}

function escapeBraces(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}
