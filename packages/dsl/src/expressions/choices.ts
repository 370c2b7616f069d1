import { type Expression, isBooleanExpression } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { call, folded, logical, type Result } from "./build-expression.ts";
import { checkType } from "./check-operands.ts";
import { type ContextName, type Expr, type ScalarValue, shapeOf } from "./expr.ts";
import { booleanShape, commonShape } from "./shape.ts";

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
