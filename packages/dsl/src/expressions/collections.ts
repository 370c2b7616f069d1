import type { Expression } from "@yardmaster/core";
import type { Known } from "./build-expression.ts";
import { checkType } from "./check-operands.ts";
import {
  type Context,
  type ContextName,
  type Expr,
  expr,
  type IsOpen,
  type Loose,
  type OrNull,
  operand,
  type ScalarValue,
  shapeOf,
} from "./expr.ts";
import type { JobResult } from "./outcome.ts";
import { looseShape, unknownShape } from "./shape.ts";

export type ItemOf<T> = T extends readonly (infer A)[] ? A : T extends Readonly<Record<string, infer A>> ? A : string;

/** The values of a list or map that GitHub's `.*` gives; a property of it is the list of that property's values. */
export type Each<T, C extends ContextName> = Expr<readonly T[], C> &
  ([NonNullable<T>] extends [ScalarValue]
    ? unknown
    : { readonly [K in keyof NonNullable<T> & string]: Each<OrNull<NonNullable<T>[K]>, C> });

type Collection = readonly unknown[] | Readonly<Record<string, unknown>> | null;

/** `list.*`: `each(github.event.issue.labels).name` is the list of the labels' names. A map's values have no order. */
export function each<T extends Collection, C extends ContextName>(collection: Expr<T, C>): ItemsOf<T, NoInfer<C>> {
  checkType(collection, ["list", "map"], "what `each` goes through");
  const object = operand(collection, "what `each` goes through");
  return expr({ kind: "star", object }, shapeOf(collection).isLoose ? looseShape : unknownShape) as never;
}

/** Of every job that a job needs: `allNeeds.result` is `needs.*.result`, in no particular order. */
export const allNeeds: Each<{ readonly result: JobResult }, "needs"> = expr({
  kind: "star",
  object: { kind: "context", name: "needs" },
}) as never;

type ItemsOf<T, C extends ContextName> = true extends IsOpen<T, C> ? Loose<Known<C>> : Each<ItemOf<NonNullable<T>>, C>;
type EntryOf<T, C extends ContextName, D extends ContextName> =
  true extends IsOpen<T, C> ? Loose<Known<C> | D> : Context<ItemOf<NonNullable<T>> | null, C | D>;
type IndexOf<T> = T extends readonly unknown[] ? number : string;

/** `list[index]`, counted from 0, or `map[key]`; null where there is no such entry. */
export function at<T extends Collection, C extends ContextName, D extends ContextName = never>(
  collection: Expr<T, C>,
  index: IndexOf<NonNullable<T>> | Expr<IndexOf<NonNullable<T>>, D>,
): EntryOf<T, NoInfer<C>, NoInfer<Known<D>>> {
  checkType(collection, ["list", "map"], "what `at` reads from");
  const object = operand(collection, "what `at` reads from");
  const entry: Expression =
    typeof index === "string"
      ? { kind: "property", object, name: index }
      : { kind: "index", object, index: operand(index, "the index of `at`") };
  return expr(entry, shapeOf(collection).isLoose ? looseShape : unknownShape) as never;
}
