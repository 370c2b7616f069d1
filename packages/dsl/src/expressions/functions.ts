import {
  type BinaryOperator,
  type Expression,
  foldExpression,
  isBooleanExpression,
  type LogicalOperator,
  printExpression,
  reportMistake,
} from "@yardmaster/core";
import { checkHandles } from "../author/check-options.ts";
import { expressionOf } from "../author/expression-of.ts";
import { checkComparison, checkType } from "./check-operands.ts";
import { containsText, expressionAsText } from "./diagnostics.ts";
import {
  type Context,
  type ContextName,
  type Expr,
  expr,
  type OrNull,
  operand,
  type ScalarValue,
  shapeOf,
} from "./expr.ts";
import type { JobResult } from "./outcome.ts";
import { booleanShape, commonShape, listShape, type Shape, textShape, unknownShape } from "./shape.ts";

/** What a result reads comes from the operands alone: inferred from where it stands, it would hide what is forbidden there. */
type Result<T, C extends ContextName> = Expr<T, NoInfer<Known<C>>>;
/** An operand that is an error already, as a misspelled output, infers every context: one message is enough. */
type Known<C extends ContextName> = [ContextName] extends [C] ? never : C;
type BooleanExpr<C extends ContextName> = Result<boolean, C>;
type TextOperand<C extends ContextName> = string | Expr<string | null, C>;
type NumberOperand<C extends ContextName> = number | Expr<number | null, C>;

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
  return folded({ kind: "call", name: "contains", arguments: [list, searched] }, booleanShape);
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
  return folded({ kind: "not", operand: operand(part, "the operand of `not`") }, booleanShape);
}

type ItemOf<T> = T extends readonly (infer A)[] ? A : T extends Readonly<Record<string, infer A>> ? A : string;

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

/** A list has no literal in expressions: it is written as JSON. */
function listOf(values: readonly unknown[], at: string): Expression {
  const literals = Array.from(values, (value) => {
    const literal = operand(value, at);
    if (literal.kind === "literal") return literal.value;
    reportMistake(expressionAsText({ expression: printExpression(literal) }));
    return null;
  });
  return { kind: "call", name: "fromJSON", arguments: [{ kind: "literal", value: JSON.stringify(literals) }] };
}

/** A text that is written out, or joined from a list, is a list in its author's eyes. */
function checkSearched(search: unknown): void {
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

export function toJSON<C extends ContextName>(value: Expr<unknown, C>): Result<string, C> {
  return call("toJSON", textShape, value);
}

interface JsonTypes {
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
  readonly "boolean[]": readonly boolean[];
  readonly "number[]": readonly number[];
  readonly "string[]": readonly string[];
}

type JsonText<C extends ContextName> = Expr<string | null, C>;
/** Contexts by where they can be read: each of these sets is taken wherever its last one is. */
type WorkflowContexts = "github" | "inputs" | "vars";
type JobContexts = WorkflowContexts | "needs" | "matrix" | "strategy";
type StepContexts = JobContexts | "steps" | "job" | "runner" | "env";

/**
 * The value that a text of JSON stands for. What it is, is known only at run time: the caller names the type, as a text or
 * as `fromJSON<T>(…)`, or lets it follow from where the value goes. A text that is no JSON fails the run.
 */
export function fromJSON<K extends keyof JsonTypes, C extends ContextName>(
  text: Expr<string | null, C>,
  type: K,
): Context<JsonTypes[K], NoInfer<C>>;
export function fromJSON<T, C extends ContextName>(text: JsonText<C>): Context<T, NoInfer<C>>;
// TypeScript infers no context beside a type that is named: the least of these sets that has it stands for it.
export function fromJSON<T>(text: JsonText<"inputs">): Context<T, "inputs">;
export function fromJSON<T>(text: JsonText<"needs">): Context<T, "needs">;
export function fromJSON<T>(text: JsonText<"steps">): Context<T, "steps">;
export function fromJSON<T>(text: JsonText<WorkflowContexts>): Context<T, WorkflowContexts>;
export function fromJSON<T>(text: JsonText<WorkflowContexts | "needs">): Context<T, WorkflowContexts | "needs">;
export function fromJSON<T>(text: JsonText<JobContexts>): Context<T, JobContexts>;
export function fromJSON<T>(text: JsonText<StepContexts>): Context<T, StepContexts>;
export function fromJSON<T>(text: JsonText<StepContexts | "secrets">): Context<T, StepContexts | "secrets">;
export function fromJSON(text: Expr<string | null, ContextName>, type?: keyof JsonTypes): unknown {
  checkType(text, ["text"], "the text of `fromJSON`");
  return call("fromJSON", jsonShape(type), text);
}

function jsonShape(type: keyof JsonTypes | undefined): Shape {
  if (type === undefined) return unknownShape;
  if (type.endsWith("[]")) return listShape;
  return { type: type === "string" ? "text" : (type as "number" | "boolean") };
}

type Truthy<T> = Exclude<T, null | undefined | false | "" | 0>;

/** The first value that is not null, empty, zero or false: `a || b`. */
export function firstOf<
  T extends ScalarValue,
  C extends ContextName,
  U extends ScalarValue,
  D extends ContextName = never,
>(a: Expr<T, C>, b: U | Expr<U, D>): Result<Truthy<T> | U, C | D> {
  return logical("||", [a, b], "`firstOf`", commonShape([shapeOf(a), shapeOf(b)]));
}

/** Branches that still want a value for when none of them is taken. */
export interface UnfinishedWhen<out T extends ScalarValue, out C extends ContextName> {
  /** Another branch, taken when none before it is. */
  when<const U extends ScalarValue, D extends ContextName, E extends ContextName = never>(
    predicate: Expr<boolean, D>,
    value: U | Expr<U, E>,
  ): UnfinishedWhen<T | U, NoInfer<C | D | E>>;
  otherwise<const U extends ScalarValue, D extends ContextName = never>(value: U | Expr<U, D>): Result<T | U, C | D>;
}

/**
 * `when(p, v).otherwise(d)` is `case(p, v, d)`: v if p is true, else d, also where v is empty or false. GitHub fails on a
 * predicate that is null: one that is typed so is refused, and one that is null only on some triggers, as an input is, is
 * compared with `true`.
 */
export function when<const T extends ScalarValue, C extends ContextName, D extends ContextName = never>(
  predicate: Expr<boolean, C>,
  value: T | Expr<T, D>,
): UnfinishedWhen<T, NoInfer<C | D>> {
  return branches([sure(predicate), value]);
}

/** The predicate as `true` or `false` on every trigger. */
function sure(predicate: unknown): unknown {
  checkType(predicate, ["boolean"], "a condition of `when`");
  const expression = expressionOf(predicate);
  if (!expression || isBooleanExpression(expression)) return predicate;
  const right: Expression = { kind: "literal", value: true };
  return folded({ kind: "binary", operator: "==", left: expression, right }, booleanShape);
}

function branches(parts: readonly unknown[]): UnfinishedWhen<never, never> {
  return {
    when: (predicate: unknown, value: unknown) => branches([...parts, sure(predicate), value]) as never,
    otherwise: (value: unknown) => {
      const all = [...parts, value];
      const isPredicate = (index: number): boolean => index % 2 === 0 && index < all.length - 1;
      const results = all.filter((_, index) => !isPredicate(index));
      return call("case", commonShape(results.map(shapeOf)), ...all) as never;
    },
  };
}

/** The values of a list or map that GitHub's `.*` gives; a property of it is the list of that property's values. */
export type Each<T, C extends ContextName> = Expr<readonly T[], C> &
  ([NonNullable<T>] extends [ScalarValue]
    ? unknown
    : { readonly [K in keyof NonNullable<T> & string]: Each<OrNull<NonNullable<T>[K]>, C> });

type Collection = readonly unknown[] | Readonly<Record<string, unknown>> | null;

/** `list.*`: `each(github.event.issue.labels).name` is the list of the labels' names. A map's values have no order. */
export function each<T extends Collection, C extends ContextName>(
  collection: Expr<T, C>,
): Each<ItemOf<NonNullable<T>>, NoInfer<C>> {
  checkType(collection, ["list", "map"], "what `each` goes through");
  const object = operand(collection, "what `each` goes through");
  return expr({ kind: "star", object }) as never;
}

/** Of every job that a job needs: `allNeeds.result` is `needs.*.result`, in no particular order. */
export const allNeeds: Each<{ readonly result: JobResult }, "needs"> = expr({
  kind: "star",
  object: { kind: "context", name: "needs" },
}) as never;

type IndexOf<T> = T extends readonly unknown[] ? number : string;

/** `list[index]`, counted from 0, or `map[key]`; null where there is no such entry. */
export function at<T extends Collection, C extends ContextName, D extends ContextName = never>(
  collection: Expr<T, C>,
  index: IndexOf<NonNullable<T>> | Expr<IndexOf<NonNullable<T>>, D>,
): Context<ItemOf<NonNullable<T>> | null, NoInfer<C | D>> {
  checkType(collection, ["list", "map"], "what `at` reads from");
  const object = operand(collection, "what `at` reads from");
  return typeof index === "string"
    ? expr({ kind: "property", object, name: index })
    : expr({ kind: "index", object, index: operand(index, "the index of `at`") });
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

/** Runs whatever happened before, a cancellation included. GitHub advises `not(cancelled())` instead. */
export const always = (): Expr<boolean, "always()"> => call("always", booleanShape);
export const cancelled = (): Expr<boolean, "cancelled()"> => call("cancelled", booleanShape);

/** True when an earlier step, or an ancestor of the job, failed; with jobs, in a job's `if`, when one of these did. */
export function failure(): Expr<boolean, "failure()">;
export function failure(...jobs: readonly { readonly id: string }[]): Expr<boolean, "failure(job)">;
export function failure(...jobs: readonly { readonly id: string }[]): Expr<boolean, never> {
  return call("failure", booleanShape, ...checkHandles(jobs, "job", "the jobs of `failure`").map(({ id }) => id));
}

/** Implied wherever a condition has no status function; with jobs, in a job's `if`, when these succeeded. */
export function success(): Expr<boolean, "success()">;
export function success(...jobs: readonly { readonly id: string }[]): Expr<boolean, "success(job)">;
export function success(...jobs: readonly { readonly id: string }[]): Expr<boolean, never> {
  return call("success", booleanShape, ...checkHandles(jobs, "job", "the jobs of `success`").map(({ id }) => id));
}

/**
 * Text with expressions in it: `` format`release ${inputs.since}` ``. It is printed with `${{ }}` in the text where a
 * key takes text, and as a call of `format` inside conditions.
 */
export function format<C extends ContextName = never>(
  parts: TemplateStringsArray,
  ...values: readonly (Expr<ScalarValue, C> | string | number | boolean)[]
): Result<string, C> {
  const carried: Expression[] = [];
  const pattern = parts.map((part, index) => escapeBraces(part) + (index < values.length ? place(values[index]) : ""));
  const literal: Expression = { kind: "literal", value: pattern.join("") };
  return folded({ kind: "call", name: "format", arguments: [literal, ...carried] }, textShape);

  function place(value: unknown): string {
    const expression = operand(value, "a value in `format`");
    if (expression.kind === "literal") return escapeBraces(String(expression.value ?? ""));
    carried.push(expression);
    return `{${carried.length - 1}}`;
  }
}

function escapeBraces(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
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
  return folded({ kind: "binary", operator, left, right }, booleanShape);
}

function conditions<T, C extends ContextName>(
  operator: LogicalOperator,
  parts: readonly unknown[],
  name: string,
): Context<T, C> {
  for (const part of parts) checkType(part, ["boolean"], `an operand of ${name}`);
  return logical(operator, parts, name, booleanShape);
}

function logical<T, C extends ContextName>(
  operator: LogicalOperator,
  parts: readonly unknown[],
  name: string,
  shape: Shape,
): Context<T, C> {
  const operands = parts.map((part) => operand(part, `an operand of ${name}`));
  return operands.length === 0
    ? expr({ kind: "literal", value: operator === "&&" }, booleanShape)
    : folded({ kind: "logical", operator, operands }, shape);
}

function call<T, C extends ContextName>(name: string, shape: Shape, ...values: readonly unknown[]): Context<T, C> {
  const place = `an argument of \`${name === "case" ? "when" : name}\``;
  return folded({ kind: "call", name, arguments: values.map((value) => operand(value, place)) }, shape);
}

function folded<T, C extends ContextName>(expression: Expression, shape: Shape): Context<T, C> {
  return expr(foldExpression(expression), shape);
}
