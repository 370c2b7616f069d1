import { expressionSites, reportMistake } from "@yardmaster/core";
import { propertyUnknown } from "../author/diagnostics.ts";
import { type ContextName, type Expr, expr, type Loose, operand, type ScalarValue } from "./expr.ts";
import { looseShape } from "./shape.ts";

/**
 * The same value, read without its type: any property, any comparison, any condition. GitHub converts what it compares, and
 * this says that it is meant. Nothing of it is printed; which contexts may be read stays checked. A plain value becomes an
 * expression, `${{ 'a' }}`, and what is made of a loose value is not folded: `eq(loose("a"), "a")` is `'a' == 'a'`.
 */
export function loose<C extends ContextName = never>(
  value: Expr<unknown, C> | NonNullable<ScalarValue> | null,
): Loose<C> {
  return expr(operand(value, "the value of `loose`"), looseShape) as unknown as Loose<C>;
}

/** A context by its name, which a status function is not. */
export type RootName = Exclude<ContextName, `${string})`>;

/**
 * A whole context of which nothing is known: for names that nothing declares, for names that are computed
 * (`at(context("secrets"), matrix.name)`), and for all of it (`toJSON(context("needs"))`). A job that is read of `needs` is
 * needed; a step is read by its id as a text.
 */
export function context<const N extends RootName>(name: N): Loose<N> {
  if (!known.includes(name)) {
    const read = `context(${JSON.stringify(name)})`;
    reportMistake(propertyUnknown({ read, lacks: "GitHub has no context", name: String(name), known }));
  }
  return expr({ kind: "context", name: String(name) }, looseShape) as unknown as Loose<N>;
}

const known: readonly string[] = [...new Set(Object.values(expressionSites).flatMap((site) => site.contexts))];
