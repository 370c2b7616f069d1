import { asList, asMap, isMap, type JobView, matrixLegs, type Value } from "@yardmaster/core";
import { anyType, objectOf, typeOfValue, unite, type ValueType } from "./value-type.ts";

/** The `matrix` of a job: each axis and what `include` adds, with all values that its legs have. */
export function matrixType({ keys: { strategy } }: JobView): ValueType {
  if (strategy === undefined || strategy === null) return objectOf([], { of: "no-matrix" });
  const matrix = isMap(strategy) ? strategy.matrix : strategy;
  if (matrix === undefined || matrix === null) return objectOf([], { of: "no-matrix" });
  if (!isMap(matrix)) return anyType;
  const { include = [], exclude: _, ...axes } = matrix;
  const rows = asList(include).map(asMap);
  if (!Array.isArray(include) || !rows.every(isMap)) return anyType;
  const names = new Map<string, string>();
  for (const name of [axes, ...rows].flatMap((row) => Object.keys(row ?? {}))) {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  const legs = matrixLegs(matrix)?.map(
    (leg) => new Map(Object.entries(leg).map(([key, value]) => [key.toLowerCase(), value])),
  );
  // Where legs cannot be counted, it is known which names there are, and no more.
  const typeOf = (key: string) => (legs ? typeOfLegs(legs.map((leg) => leg.get(key))) : anyType);
  return objectOf(
    [...names].map(([key, name]) => [name, typeOf(key)] as const),
    { of: "matrix" },
  );
}

function typeOfLegs(values: readonly (Value | undefined)[]): ValueType {
  return unite([...new Set(values)].map(typeOfValue));
}
