import { type Expression, isBooleanExpression, type LogicalOperator } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { call, folded, type Result } from "./build-expression.ts";
import { checkType } from "./check-operands.ts";
import { type ContextName, type Expr, expr, operand, type ScalarValue, shapeOf } from "./expr.ts";
import { booleanShape, commonShape } from "./shape.ts";

type Truthy<T> = Exclude<T, null | undefined | false | "" | 0>;
type Falsy<T> = T extends string
  ? "" extends T
    ? ""
    : never
  : T extends number
    ? 0 extends T
      ? 0
      : never
    : FalsyWord<T>;
type FalsyWord<T> = Extract<T, false | null | undefined>;
/** Of a list of values, the last as it is and the others without what they are passed over for. */
type FirstOf<T, U, V> = OpenOr<T, Truthy<T> | ([V] extends [never] ? U : Truthy<U> | V)>;
type LastOf<T, U, V> = OpenOr<T, Falsy<T> | ([V] extends [never] ? U : Falsy<U> | V)>;
// biome-ignore lint/suspicious/noExplicitAny: beside a value of which nothing is known, nothing is known of the whole
type OpenOr<T, R> = unknown extends T ? any : R;

/** The first value that is not null, empty, zero or false, or else the last: `a || b || c`. It stays as it is written. */
export function firstOf<
  T,
  C extends ContextName,
  U extends ScalarValue,
  D extends ContextName = never,
  V extends ScalarValue = never,
  E extends ContextName = never,
>(
  a: Expr<T, C>,
  b: U | Expr<U, D>,
  ...more: readonly (V | Expr<V, E>)[]
): Result<FirstOf<T, U, NoInfer<V>>, C | D | E> {
  return shortCircuit("||", [a, b, ...more], "firstOf") as never;
}

/**
 * `a && b`: the first value that is null, empty, zero or false, or else the last. Of conditions that is `and`; a choice
 * between two values is `when`, which takes the first also where it is empty. It stays as it is written.
 */
export function andThen<
  T,
  C extends ContextName,
  U extends ScalarValue,
  D extends ContextName = never,
  V extends ScalarValue = never,
  E extends ContextName = never,
>(a: Expr<T, C>, b: U | Expr<U, D>, ...more: readonly (V | Expr<V, E>)[]): Result<LastOf<T, U, NoInfer<V>>, C | D | E> {
  return shortCircuit("&&", [a, b, ...more], "andThen") as never;
}

function shortCircuit(operator: LogicalOperator, values: readonly unknown[], name: string): unknown {
  const operands = values.map((value) => operand(value, `an operand of \`${name}\``));
  return expr({ kind: "logical", operator, operands }, commonShape(values.map(shapeOf)));
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
  if (!expression || shapeOf(predicate).isLoose || isBooleanExpression(expression)) return predicate;
  const right: Expression = { kind: "literal", value: true };
  return folded({ kind: "binary", operator: "==", left: expression, right }, booleanShape, []);
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
