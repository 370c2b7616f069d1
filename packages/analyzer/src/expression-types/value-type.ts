import { asList, asMap, type ModelPath, type Scalar, type Value } from "@yardmaster/core";

/** What the value of an expression can be, as far as it is known before the run. */
export type ValueType =
  | { readonly kind: "any" }
  | ScalarType
  | ObjectType
  /** `isFiltered`: what `.*` makes, of which a property is asked for each item. */
  | { readonly kind: "list"; readonly items: ValueType; readonly isFiltered?: true };

/** Gives the type of a context, by its name in lower case. What is not available at a place, GitHub's parser tells. */
export type Scope = (context: string) => ValueType;

export interface ScalarType {
  readonly kind: "scalar";
  readonly kinds: readonly ScalarKind[];
  /** Everything that it can be; undefined where that is not known. */
  readonly values?: readonly Scalar[];
  /** A text that stands for a boolean, by its default. */
  readonly isBooleanText?: true;
  /** What it would be, were it not for a `continue-on-error`. */
  readonly tolerated?: Tolerated;
}

export type ScalarKind = "text" | "number" | "boolean" | "null";

export interface Tolerated {
  readonly holder: "job" | "step";
  readonly id: string;
  /** Of the `continue-on-error`. */
  readonly path: ModelPath;
}

export interface ObjectType {
  readonly kind: "object";
  /** By their names in lower case: GitHub ignores it. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Of every other property; undefined where there is none. */
  readonly rest?: ValueType;
  readonly source: ObjectSource;
}

export interface Property {
  readonly name: string;
  readonly type: ValueType;
}

/** Where an object comes from, by which one says what it means that it has no such property. */
export type ObjectSource =
  | { readonly of: "value" | "matrix" | "no-matrix" | "inputs" | "event-inputs" | "secrets" | "vars" | "jobs" }
  /** `github`, `runner.…`, as it is read. */
  | { readonly of: "context"; readonly name: string }
  /** @param later ids of steps that come after, in lower case. */
  | { readonly of: "steps"; readonly later: ReadonlySet<string> }
  | { readonly of: "step-outputs"; readonly step: string; readonly action: string; readonly isClosed: boolean }
  | { readonly of: "needs"; readonly job: string; readonly others: readonly string[] }
  | { readonly of: "job-outputs"; readonly job: string; readonly file?: string };

export const anyType: ValueType = { kind: "any" };
export const textType: ScalarType = { kind: "scalar", kinds: ["text"] };
export const numberType: ScalarType = { kind: "scalar", kinds: ["number"] };
export const booleanType: ScalarType = { kind: "scalar", kinds: ["boolean"], values: [true, false] };

export function oneOf(values: readonly Scalar[]): ScalarType {
  return { kind: "scalar", kinds: [...new Set(values.map(kindOf))], values };
}

export function objectOf(
  properties: Iterable<readonly [string, ValueType]>,
  source: ObjectSource,
  rest?: ValueType,
): ObjectType {
  const named = [...properties].map(([name, type]): [string, Property] => [name.toLowerCase(), { name, type }]);
  return { kind: "object", properties: new Map(named), source, ...(rest ? { rest } : {}) };
}

/** Of a value that stands in YAML; a text with an expression in it can be anything. */
export function typeOfValue(value: Value | undefined): ValueType {
  if (value === undefined) return oneOf([null]);
  if (typeof value === "string") return value.includes("${{") ? anyType : oneOf([value]);
  if (typeof value !== "object" || value === null) return oneOf([value]);
  const map = asMap(value);
  if (!map) return { kind: "list", items: unite(asList(value).map(typeOfValue)) };
  return objectOf(
    Object.entries(map).map(([key, item]) => [key, typeOfValue(item)] as const),
    { of: "value" },
  );
}

/** What is one of several types. Of objects, a property that one of them lacks may be null. */
export function unite(types: readonly ValueType[]): ValueType {
  const [first, ...others] = types;
  if (!first) return anyType;
  return others.reduce(uniteTwo, first);
}

function uniteTwo(a: ValueType, b: ValueType): ValueType {
  if (a.kind === "scalar" && b.kind === "scalar") {
    const kinds = [...new Set([...a.kinds, ...b.kinds])];
    if (!a.values || !b.values) return { kind: "scalar", kinds };
    return { kind: "scalar", kinds, values: [...new Set([...a.values, ...b.values])] };
  }
  if (a.kind === "list" && b.kind === "list") return { kind: "list", items: uniteTwo(a.items, b.items) };
  if (a.kind !== "object" || b.kind !== "object") return anyType;
  const names = new Map([...b.properties, ...a.properties].map(([key, { name }]) => [key, name]));
  const nothing = oneOf([null]);
  const of = (object: ObjectType, key: string) => object.properties.get(key)?.type ?? object.rest ?? nothing;
  const rest = a.rest ?? b.rest;
  return objectOf(
    [...names].map(([key, name]) => [name, uniteTwo(of(a, key), of(b, key))] as const),
    a.source,
    rest && anyType,
  );
}

function kindOf(value: Scalar): ScalarKind {
  if (value === null) return "null";
  return typeof value === "string" ? "text" : (typeof value as "number" | "boolean");
}
