import { AuthoringError, type Expression, type expressionSites, printExpression } from "@yardmaster/core";
import { expressionAsText } from "./diagnostics.ts";

type Sites = typeof expressionSites;

/** A key that takes expressions, such as `jobs.*.if`; see `expressionSites` in core, generated from GitHub's schema. */
export type Site = keyof Sites;
/**
 * What a function leaves in the type of an expression, so that a key which GitHub forbids the function refuses it:
 * `hashFiles()`, `success()` and, where a status function names jobs, `success(job)`.
 */
type FunctionMark<F> = F extends `${infer N}(0,MAX)`
  ? `${N}()` | `${N}(job)`
  : F extends `${infer N}(${string}`
    ? `${N}()`
    : never;
/** The contexts that an expression may read at a key, and the functions that it may call beyond the general ones. */
export type ContextsAt<S extends Site> = Sites[S]["contexts"][number] | FunctionMark<Sites[S]["functions"][number]>;
export type ContextName = ContextsAt<Site>;

declare const valueType: unique symbol;
declare const readsFrom: unique symbol;

/**
 * An expression of value type T that reads the contexts C. It is evaluated by GitHub, never here. A key accepts only
 * expressions whose contexts it may read.
 */
export interface Expr<out T, out C extends ContextName = never> {
  readonly [valueType]: T;
  readonly [readsFrom]: C;
}

export type ScalarValue = string | number | boolean | null | undefined;

type KeyOf<T> = T extends unknown ? keyof T & string : never;
/** GitHub reads what is missing as null. */
export type OrNull<T> = undefined extends T ? Exclude<T, undefined> | null : T;
type At<T, K extends string> = T extends unknown ? (K extends keyof T ? OrNull<T[K]> : null) : never;

/** A context value: an expression whose properties are expressions. A property of only some members of a union may be null. */
export type Context<T, C extends ContextName> = Expr<T, C> &
  ([NonNullable<T>] extends [ScalarValue]
    ? unknown
    : NonNullable<T> extends readonly (infer Item)[]
      ? { readonly [index: number]: Context<Item, C> }
      : { readonly [K in KeyOf<NonNullable<T>>]: Context<At<NonNullable<T>, K>, C> });

/** A plain value, or an expression of it that a key's contexts allow. */
export type ValueAt<S extends Site, T extends ScalarValue = string | number | boolean> =
  | T
  | Expr<T | null, ContextsAt<S>>;

/** Shared by every copy of this package, since documents cross from one bundle into another. */
const expressionKey = Symbol.for("yardmaster.expression");

/** The expression behind a typed handle; undefined for anything else. */
export function expressionOf(value: unknown): Expression | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  return (value as { [expressionKey]?: Expression })[expressionKey];
}

/** Wraps an expression as a typed handle; reading a property of the handle reads the property on GitHub. */
export function expr<T, C extends ContextName>(expression: Expression): Context<T, C> {
  return new Proxy(Object.freeze({ [expressionKey]: expression }), {
    get(target, key) {
      if (key === expressionKey) return target[expressionKey];
      // Awaiting and inspecting a handle must not read a property of the event.
      if (key === "then" || key === "constructor") return undefined;
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON" || key === "valueOf") {
        return () => {
          throw new AuthoringError(expressionAsText({ expression: printExpression(expression) }));
        };
      }
      if (typeof key === "symbol") return undefined;
      if (/^\d+$/.test(key))
        return expr({ kind: "index", object: expression, index: { kind: "literal", value: Number(key) } });
      return expr({ kind: "property", object: expression, name: key });
    },
    has: (_target, key) => key === expressionKey,
    ownKeys: () => [expressionKey],
  }) as unknown as Context<T, C>;
}

/** A handle for a whole context, such as `github`. */
export function contextRoot<T, C extends ContextName>(name: C): Context<T, C> {
  return expr({ kind: "context", name });
}

/** The expression of a handle, or the literal of a plain value. */
export function operand(value: unknown): Expression {
  const expression = expressionOf(value);
  if (expression) return expression;
  if (value === undefined) return { kind: "literal", value: null };
  return { kind: "literal", value: value as string | number | boolean | null };
}
