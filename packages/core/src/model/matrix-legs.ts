import { isMap } from "./is-map.ts";
import { fitsMatrixFilter } from "./matrix-filter.ts";
import type { Value, ValueMap } from "./model.ts";

/** Far beyond GitHub's 256 jobs a matrix: what has more before its `exclude` is not worked out. */
const maximumCombinations = 65_536;

/**
 * The legs of a matrix as plain data, `include` and `exclude` counted as GitHub's documents have them; undefined where it
 * is, or any of its lists is, computed at run time. A value that is computed stands as its text with `${{ }}`.
 */
export function matrixLegs(matrix: Value | undefined): readonly ValueMap[] | undefined {
  if (!isMap(matrix)) return undefined;
  const known = worked.get(matrix);
  if (known) return known.legs;
  const legs = workOut(matrix);
  worked.set(matrix, { legs });
  return legs;
}

/** Models do not change. */
const worked = new WeakMap<ValueMap, { readonly legs: readonly ValueMap[] | undefined }>();

function workOut(matrix: ValueMap): readonly ValueMap[] | undefined {
  const { include = [], exclude = [], ...axes } = matrix;
  const lists = Object.entries(axes);
  if (!isListOfMaps(include) || !isListOfMaps(exclude)) return undefined;
  if (!lists.every((axis): axis is [string, readonly Value[]] => Array.isArray(axis[1]))) return undefined;
  if (lists.reduce((count, [, values]) => count * values.length, 1) > maximumCombinations) return undefined;
  const combinations = lists.length === 0 ? [] : combine(lists);
  const originals = combinations.filter((leg) => !exclude.some((entry) => fitsMatrixFilter(entry, leg)));
  const legs: ValueMap[] = [...originals];
  for (const entry of respell(include, Object.keys(axes))) {
    const filter = Object.fromEntries(Object.entries(entry).filter(([key]) => Object.hasOwn(axes, key)));
    const extra = Object.entries(entry).filter(([key]) => !Object.hasOwn(axes, key));
    const extended = originals.flatMap((original, index) => (fitsMatrixFilter(filter, original) ? [index] : []));
    for (const index of extended) legs[index] = { ...legs[index], ...Object.fromEntries(extra) };
    // An entry that would change a value of every combination is a leg of its own.
    if (extended.length === 0) legs.push(entry);
  }
  return legs;
}

/** GitHub ignores the case of names: each is written as it was at first. */
function respell(entries: readonly ValueMap[], axes: readonly string[]): readonly ValueMap[] {
  const spelled = new Map(axes.map((name) => [name.toLowerCase(), name]));
  const respelled = (key: string) => {
    const name = spelled.get(key.toLowerCase()) ?? key;
    spelled.set(key.toLowerCase(), name);
    return name;
  };
  return entries.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([key, value]) => [respelled(key), value] as const)),
  );
}

function combine(axes: readonly (readonly [string, readonly Value[]])[]): readonly ValueMap[] {
  return axes.reduce<readonly ValueMap[]>(
    (legs, [name, values]) => legs.flatMap((leg) => values.map((value) => ({ ...leg, [name]: value }))),
    [{}],
  );
}

function isListOfMaps(value: Value): value is readonly ValueMap[] {
  return Array.isArray(value) && value.every(isMap);
}
