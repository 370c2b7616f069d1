import { isMap } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { uncomment } from "../author/noted.ts";
import {
  type Context,
  type ContextsAt,
  contextRoot,
  type Expr,
  type IsAny,
  type Loose,
  type ScalarValue,
  type ValueAt,
} from "../expressions/expr.ts";
import { commonShape, type Shape, shapeOfPlain, unknownShape } from "../expressions/shape.ts";

const definitionKey: unique symbol = Symbol.for("yardmaster.matrix");

/** What a leg of a matrix can carry: plain data, also objects, and expressions. */
export type MatrixValue =
  | string
  | number
  | boolean
  | null
  | Expr<unknown, MatrixContexts>
  | readonly MatrixValue[]
  | { readonly [key: string]: MatrixValue };

type MatrixContexts = ContextsAt<"jobs.*.strategy.matrix.*">;
type Entries = readonly MatrixValue[] | Expr<readonly unknown[], MatrixContexts>;
/** Axes by name, with `include` and `exclude` as GitHub has them. */
export type MatrixMap = Readonly<Record<string, Entries>>;
/** A map, or a matrix computed at run time: `fromJSON<{ node: number[] }, …>(…)`. */
export type Matrix = MatrixMap | Expr<object, ContextsAt<"jobs.*.strategy">>;

/** A matrix that was declared by {@link matrix}. */
export interface DeclaredMatrix<out M> {
  readonly [definitionKey]: M;
}

/**
 * What an entry G of `exclude` can say of the values V: of an object, as much of it as is meant. As the `==` of expressions,
 * by which GitHub compares them, it ignores case, and takes 22 for "22".
 */
type Excluded<V, G> = G extends string | number
  ? Lowercase<`${G}`> extends Lowercase<`${Extract<V, string | number>}`>
    ? G
    : Plain<V>
  : G extends Expr<unknown, infer _C> | readonly unknown[] | ScalarValue
    ? Plain<V>
    : {
        readonly [K in keyof G]: [Under<V, K>] extends [never]
          ? `\`${K & string}\` is no key of these values`
          : Excluded<Under<V, K>, G[K]>;
      };
type Plain<V> = V extends readonly unknown[] | ScalarValue ? V : { readonly [K in keyof V]?: Plain<Computed<V[K]>> };
/** What stands under a name, whose case GitHub ignores; never where there is none. */
type Under<V, K> = V extends unknown ? (K extends keyof V ? Computed<V[K]> : Computed<V[Named<keyof V, K>]>) : never;
type Named<N, K> = N extends string
  ? K extends string
    ? Lowercase<N> extends Lowercase<K>
      ? N
      : never
    : never
  : never;
type ExcludeEntry<M, E> = {
  readonly [K in keyof E]: [Named<AxisNames<M>, K>] extends [never]
    ? `\`${K & string}\` is no axis of this matrix`
    : Excluded<Items<M[Named<AxisNames<M>, K> & keyof M]>, E[K]> | Expr<unknown, MatrixContexts>;
};
type ExcludeList<M, L> = { readonly [I in keyof L]: ExcludeEntry<M, L[I]> };
/** Refuses entries of `exclude` that take nothing out; what only `include` adds is not taken out by them. */
type Strict<M> = {
  [K in keyof M]: K extends "exclude" ? (M[K] extends readonly unknown[] ? ExcludeList<M, M[K]> : M[K]) : M[K];
};

export interface Strategy<M extends Matrix> {
  readonly matrix?: Strict<M> | DeclaredMatrix<M>;
  /** Whether a leg that fails cancels the others; GitHub's default is true. */
  readonly "fail-fast"?: ValueAt<"jobs.*.strategy.fail-fast", boolean>;
  readonly "max-parallel"?: ValueAt<"jobs.*.strategy.max-parallel", number>;
}

type Items<E> = E extends Expr<infer L, infer _C> ? Item<L> : Item<E>;
type Item<L> = true extends IsAny<L> ? L : L extends readonly (infer V)[] ? Computed<V> : never;
type Computed<V> = V extends Expr<infer T, infer _C> ? T : V;
type Included<M> = M extends { readonly include: infer I } ? Items<I> : never;
type NamesOf<T> = T extends unknown ? keyof T & string : never;
type ValueOf<T, K extends string> = T extends unknown ? (K extends keyof T ? Computed<T[K]> : never) : never;
type AxisNames<M> = Exclude<keyof M & string, "include" | "exclude">;
// Through a list, so that messages show the values and not the name of this type.
/** What a leg can have under a name: a value of the axis, or what `include` adds. */
export type LegValue<M, K extends string> = [
  (K extends AxisNames<M> ? Items<M[K & keyof M]> : null) | ValueOf<Included<M>, K>,
] extends [infer V]
  ? V
  : never;

type LegContext<M> = { readonly [K in AxisNames<M> | NamesOf<Included<M>>]: Context<LegValue<M, K>, "matrix"> };

/** `matrix` inside the job: the axes' values, and what `include` adds (null in the legs that it does not touch). */
export type MatrixContext<M extends Matrix> =
  M extends Expr<infer T, infer _C> ? (true extends IsAny<T> ? Loose<"matrix"> : LegContext<T>) : LegContext<M>;

/**
 * Declares a matrix before its job, so that the job's other keys can read it: `"runs-on": legs.os`. The handle is also
 * what `strategy.matrix` takes.
 */
export function matrix<const M extends Matrix>(definition: Strict<M>): MatrixContext<M> & DeclaredMatrix<M> {
  return new Proxy(contextRoot("matrix", matrixShape(definition)) as object, {
    get: (root, key) => (key === definitionKey ? definition : Reflect.get(root, key)),
    has: (root, key) => key === definitionKey || Reflect.has(root, key),
  }) as never;
}

/** The axes of a matrix and what `include` adds; anything can be read of one that is computed, or of none. */
export function matrixShape(definition: unknown): Shape {
  if (typeof definition !== "object" || definition === null || expressionOf(definition)) return unknownShape;
  const { include: stated = [], exclude: _exclude, ...axes } = definition as Readonly<Record<string, unknown>>;
  const include = itemsOf(stated);
  if (!include?.every((leg) => isMap(leg) && !expressionOf(leg))) return unknownShape;
  const values = new Map<string, readonly unknown[]>();
  for (const [name, list] of Object.entries(axes)) values.set(name, itemsOf(list) ?? [{}]);
  for (const leg of include as readonly object[]) {
    for (const [name, value] of Object.entries(leg)) {
      values.set(name, [...(values.get(name) ?? [null]), uncomment(value).value]);
    }
  }
  const properties = [...values].map(([name, list]) => [name, commonShape(list.map(shapeOfPlain))] as const);
  return { type: "map", properties: Object.fromEntries(properties), lacks: "The matrix has no axis" };
}

/** The entries of a list, whatever comments stand at it and at them. */
function itemsOf(list: unknown): readonly unknown[] | undefined {
  const { value } = uncomment(list);
  return Array.isArray(value) ? value.map((item) => uncomment(item).value) : undefined;
}

/** The matrix itself, whether it was declared before or stands in its place. */
export function matrixDefinition<M>(value: M | DeclaredMatrix<M>): M {
  if (typeof value !== "object" || value === null) return value as M;
  return (value as Partial<DeclaredMatrix<M>>)[definitionKey] ?? (value as M);
}
