import { isMap, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";

/** A step of a list, or one of those that run at the same time in one. */
export interface PlacedStep {
  readonly path: ModelPath;
  readonly keys: ValueMap;
  /** When it begins: steps of one parallel group share it. */
  readonly order: number;
  /** After which position its results can be read: its own, or that of the first `wait` for a background step. */
  readonly end: number;
}

/** In the order in which they stand; what is no map is left out. */
export function placeSteps(steps: readonly Value[], path: ModelPath): readonly PlacedStep[] {
  return steps.flatMap((keys, order) => {
    if (!isMap(keys)) return [];
    const at = [...path, order];
    return [{ path: at, keys, order, end: endOf(keys, order, steps) }, ...placeChildren(keys, at, order)];
  });
}

function placeChildren({ parallel }: ValueMap, path: ModelPath, order: number): readonly PlacedStep[] {
  if (!isList(parallel)) return [];
  return parallel.flatMap((keys, index) =>
    isMap(keys) ? [{ path: [...path, "parallel", index], keys, order, end: order }] : [],
  );
}

function endOf(keys: ValueMap, order: number, steps: readonly Value[]): number {
  if (keys.background !== true) return order;
  const end = steps.findIndex((other, index) => index > order && isMap(other) && endsWaitFor(other, keys));
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}

function endsWaitFor(other: ValueMap, { id }: ValueMap): boolean {
  return (
    other["wait-all"] === true || (id !== undefined && targetsOf(other.wait).some((target) => isSameId(target, id)))
  );
}

/** The ids that a `wait` or a `cancel` names. */
export function targetsOf(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : value === undefined ? [] : [value];
}

/** GitHub ignores their case. */
export function isSameId(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase();
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** `wait-all: true`, or without its value. */
export function waitsForAll(keys: ValueMap): boolean {
  const value = keys["wait-all"];
  return value === true || value === null;
}
