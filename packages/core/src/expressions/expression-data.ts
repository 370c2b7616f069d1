import * as github from "@actions/expressions";
import { type PartialMap, type PartialValue, Unknown } from "./unknown.ts";

type Data = github.data.ExpressionData;

/**
 * Stands in GitHub's data for a value that is not known. It calls itself null, so that its functions do not fail on it; no
 * result of theirs that comes from one is believed.
 */
export class UnknownData extends github.data.Null {
  readonly unknown: Unknown;

  constructor(unknown: Unknown) {
    super();
    this.unknown = unknown;
  }
}

/** Contexts are the same objects for many expressions. */
const converted = new WeakMap<object, Data>();

/** Plain data as GitHub's evaluator takes it. What is undefined is left out of a map, and null elsewhere. */
export function toData(value: PartialValue | undefined): Data {
  if (value === undefined || value === null) return new github.data.Null();
  if (typeof value === "string") return new github.data.StringData(value);
  if (typeof value === "number") return new github.data.NumberData(value);
  if (typeof value === "boolean") return new github.data.BooleanData(value);
  if (value instanceof Unknown) return new UnknownData(value);
  const known = converted.get(value);
  if (known) return known;
  const made = isList(value) ? new github.data.Array(...value.map(toData)) : dictionaryOf(value);
  converted.set(value, made);
  return made;
}

function dictionaryOf(map: PartialMap): github.data.Dictionary {
  const dictionary = new github.data.Dictionary();
  // Names such as `constructor` are no members.
  Object.setPrototypeOf((dictionary as unknown as { indexMap: object }).indexMap, null);
  for (const [key, value] of Object.entries(map)) if (value !== undefined) dictionary.add(key, toData(value));
  return dictionary;
}

export function fromData(data: Data): PartialValue {
  if (data instanceof UnknownData) return data.unknown;
  if (data instanceof github.data.Array) return data.values().map(fromData);
  if (data instanceof github.data.Dictionary) {
    // Not by assignment, which would take `__proto__` for something else.
    return Object.fromEntries(data.pairs().map(({ key, value }) => [key, fromData(value)]));
  }
  return data.kind === github.data.Kind.Null ? null : (data as { value: string | number | boolean }).value;
}

function isList(value: readonly PartialValue[] | PartialMap): value is readonly PartialValue[] {
  return Array.isArray(value);
}
