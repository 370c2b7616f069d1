import {
  AuthoringError,
  type Expression,
  type expressionSites,
  printExpression,
  reportMistake,
} from "@yardmaster/core";
import { expressionKey } from "../author/expression-key.ts";
import { expressionOf } from "../author/expression-of.ts";
import { misplacedValue } from "../author/misplaced-value.ts";
import { missing } from "../author/missing.ts";
import { captureOrigin } from "../author/origin.ts";
import { expressionAsText } from "./diagnostics.ts";
import { type Shape, shapeOfPlain, unknownShape, type ValueType } from "./shape.ts";

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

/**
 * An expression that is read without its type: it has any property, and stands in any comparison and condition. Which
 * contexts it reads stays known to the types; of its properties `gen` knows it, since under `noUncheckedIndexedAccess` a
 * property of any name can have no other type than `any`.
 */
// biome-ignore lint/suspicious/noExplicitAny: what nothing is known of has to fit wherever its contexts do
export type Loose<C extends ContextName = never> = Expr<any, C> & LooseProperties;
interface LooseProperties {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly [name: string]: any;
}

export type IsAny<T> = 0 extends 1 & T ? true : false;
/** Whether an operand is itself `any`, as a property of {@link Loose}: of it TypeScript infers no value and every context. */
export type IsOpen<T, C> = true extends IsAny<T> ? true : [ContextName] extends [C] ? true : false;

/** A context value: an expression whose properties are expressions. A property of only some members of a union may be null. */
export type Context<T, C extends ContextName> = Expr<T, C> &
  (0 extends 1 & T
    ? LooseProperties
    : [NonNullable<T>] extends [ScalarValue]
      ? unknown
      : NonNullable<T> extends readonly (infer Item)[]
        ? { readonly [index: number]: Context<Item, C> }
        : { readonly [K in KeyOf<NonNullable<T>>]: Context<At<NonNullable<T>, K>, C> });

/** A plain value, or an expression of it that a key's contexts allow. */
export type ValueAt<S extends Site, T extends ScalarValue = string | number | boolean> =
  | T
  | Expr<T | null, ContextsAt<S>>;

/** A whole map or list that is an expression: what stands in it is known only at run time. */
export type ComputedAt<S extends Site, T extends object = object> = Expr<T | null, ContextsAt<S>>;

/** A text, or an expression of one or of the map or list that may stand in its place. */
export type TextOrComputedAt<S extends Site, T extends object = object> =
  | string
  | Expr<string | T | null, ContextsAt<S>>;

const shapeKey = Symbol.for("yardmaster.shape");
const originKey = Symbol.for("yardmaster.origin");

interface Handle {
  readonly [shapeKey]?: Shape;
  readonly [originKey]?: string;
}

/** What is known of the value of a handle, or of a plain value. */
export function shapeOf(value: unknown): Shape {
  if (!isObject(value)) return shapeOfPlain(value);
  return (value as Handle)[shapeKey] ?? unknownShape;
}

/** Where a handle was made, in an evaluation that captures call sites. */
export function originOf(value: unknown): string | undefined {
  return isObject(value) ? (value as Handle)[originKey] : undefined;
}

/** A value for a message: `` `gate.outputs.allowed` ``. */
export function shownValue(value: unknown): string {
  const expression = expressionOf(value);
  const readAs = expression && (shapeOf(value).readAs ?? printExpression(expression));
  return `\`${readAs ?? JSON.stringify(value)}\``;
}

/** Wraps an expression as a typed handle; reading a property of the handle reads the property on GitHub. */
export function expr<T, C extends ContextName>(expression: Expression, shape: Shape = unknownShape): Context<T, C> {
  const origin = captureOrigin();
  return new Proxy(Object.freeze({ [expressionKey]: expression, [shapeKey]: shape }), {
    get(target, key) {
      if (key === expressionKey) return target[expressionKey];
      if (key === shapeKey) return shape;
      if (key === originKey) return origin;
      // Awaiting and inspecting a handle must not read a property of the event.
      if (key === "then" || key === "constructor") return undefined;
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON" || key === "valueOf") {
        return () => {
          throw new AuthoringError(expressionAsText({ expression: printExpression(expression) }));
        };
      }
      return typeof key === "symbol" ? undefined : readProperty(expression, shape, key);
    },
    has: (_target, key) => key === expressionKey,
    ownKeys: () => [expressionKey, shapeKey],
  }) as unknown as Context<T, C>;
}

function readProperty(object: Expression, shape: Shape, name: string): unknown {
  const { type, properties, items = shape.isLoose ? shape : unknownShape } = shape;
  const isIndex = /^\d+$/.test(name);
  const expression: Expression = isIndex
    ? { kind: "index", object, index: { kind: "literal", value: Number(name) } }
    : { kind: "property", object, name };
  const hasName = properties ? Object.hasOwn(properties, name) : type === undefined || type === "map" || isIndex;
  if (hasName && !isScalar(type)) return expr(expression, properties?.[name] ?? items);
  const readAs = shape.readAs ?? printExpression(object);
  const lacks = shape.lacks ?? `\`${readAs}\` ${isScalar(type) ? `is a ${type} and ` : ""}has no property`;
  const known = Object.keys(properties ?? {});
  return missing(expression, { read: `${readAs}.${name}`, lacks, name, known, setting: shape.setting });
}

function isScalar(type: ValueType | undefined): boolean {
  return type === "text" || type === "number" || type === "boolean";
}

/** A handle for a whole context, such as `github`. */
export function contextRoot<T, C extends ContextName>(name: C, shape?: Shape): Context<T, C> {
  return expr({ kind: "context", name }, shape);
}

/**
 * The expression of a handle, or the literal of a plain value. Anything else is reported.
 * @param place for messages: `an operand of eq`.
 */
export function operand(value: unknown, place: string): Expression {
  const expression = expressionOf(value);
  if (expression) return expression;
  if (value === null || typeof value === "string" || typeof value === "boolean") return { kind: "literal", value };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "literal", value };
  reportMistake(misplacedValue(value, place));
  return { kind: "literal", value: null };
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" || typeof value === "function") && value !== null;
}
