import { checkType } from "./check-operands.ts";
import { type Context, type ContextName, type Expr, expr, type OrNull, operand, type ScalarValue } from "./expr.ts";
import type { JobResult } from "./outcome.ts";

export type ItemOf<T> = T extends readonly (infer A)[] ? A : T extends Readonly<Record<string, infer A>> ? A : string;

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
