import * as github from "@actions/expressions";
import { equals } from "@actions/expressions/result";
import type { Value, ValueMap } from "./model.ts";

/**
 * Whether a leg of a matrix fits what an entry of `include` or `exclude` says of it, as GitHub judges: each text, number,
 * boolean or null in the entry is compared with what stands in its place by the `==` of expressions. So case is ignored, in
 * keys too, 22 is "22", and an object names as much as is meant.
 * Source: actions/runner, `MatrixBuilder.MatrixFilter`.
 */
export function fitsMatrixFilter(filter: Value | undefined, leg: Value | undefined): boolean {
  if (typeof filter !== "object" || filter === null) return equals(dataOf(filter), dataOf(leg));
  const parts = Object.entries(filter as ValueMap);
  return parts.every(([key, value]) => fitsMatrixFilter(value, memberOf(leg, key)));
}

/** The key of a map as it is spelled there. */
export function spelledKey(map: Readonly<Record<string, unknown>>, key: string): string | undefined {
  return Object.keys(map).find((each) => each.toLowerCase() === key.toLowerCase());
}

function memberOf(value: Value | undefined, key: string): Value | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return (value as readonly Value[])[Number(key)];
  const spelled = spelledKey(value as ValueMap, key);
  return spelled === undefined ? undefined : (value as ValueMap)[spelled];
}

/** What is not there is null; a map or a list is equal to nothing that an entry can say. */
function dataOf(value: Value | undefined): github.data.ExpressionData {
  if (typeof value === "string") return new github.data.StringData(value);
  if (typeof value === "number") return new github.data.NumberData(value);
  if (typeof value === "boolean") return new github.data.BooleanData(value);
  return typeof value === "object" && value !== null ? new github.data.Array() : new github.data.Null();
}
