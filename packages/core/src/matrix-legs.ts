import type { Value, ValueMap } from "./model.ts";

/** Far beyond GitHub's 256 jobs a matrix: what has more before its `exclude` is not worked out. */
const maximumCombinations = 65_536;

/**
 * The legs of a matrix as plain data, `include` and `exclude` counted as GitHub's documents have them; undefined where it
 * is, or any of its lists is, computed at run time. A value that is computed stands as its text with `${{ }}`.
 */
export function matrixLegs(matrix: Value | undefined): readonly ValueMap[] | undefined {
  if (!isMap(matrix)) return undefined;
  const { include = [], exclude = [], ...axes } = matrix;
  const lists = Object.entries(axes);
  if (!isListOfMaps(include) || !isListOfMaps(exclude)) return undefined;
  if (!lists.every((axis): axis is [string, readonly Value[]] => Array.isArray(axis[1]))) return undefined;
  if (lists.reduce((count, [, values]) => count * values.length, 1) > maximumCombinations) return undefined;
  const combinations = lists.length === 0 ? [] : combine(lists);
  const originals = combinations.filter((leg) => !exclude.some((entry) => fitsMatrixValue(entry, leg)));
  const legs: ValueMap[] = [...originals];
  for (const entry of include) {
    const shared = Object.keys(entry).filter((key) => key in axes);
    const extended = originals.flatMap((original, index) => (agrees(entry, original, shared) ? [index] : []));
    // An entry that would change a value of every combination is a leg of its own.
    for (const index of extended) legs[index] = { ...legs[index], ...entry };
    if (extended.length === 0) legs.push(entry);
  }
  return legs;
}

function combine(axes: readonly (readonly [string, readonly Value[]])[]): readonly ValueMap[] {
  return axes.reduce<readonly ValueMap[]>(
    (legs, [name, values]) => legs.flatMap((leg) => values.map((value) => ({ ...leg, [name]: value }))),
    [{}],
  );
}

/** An entry of `exclude` fits what it is a part of: of an object, it names as many keys as are meant. */
export function fitsMatrixValue(part: Value | undefined, whole: Value | undefined): boolean {
  if (!isMap(part) || !isMap(whole)) return isSame(part, whole);
  return Object.entries(part).every(([key, value]) => key in whole && fitsMatrixValue(value, whole[key]));
}

function agrees(entry: ValueMap, leg: ValueMap, keys: readonly string[]): boolean {
  return keys.every((key) => key in leg && isSame(entry[key], leg[key]));
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && isSame((a as ValueMap)[key], (b as ValueMap)[key]));
}

function isListOfMaps(value: Value): value is readonly ValueMap[] {
  return Array.isArray(value) && value.every(isMap);
}

function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
