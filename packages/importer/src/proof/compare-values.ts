import { isMap, type ModelPath, nodeText, type Value, type ValueMap } from "@yardmaster/core";
import { canonicalCondition, canonicalText } from "./canonical-expression.ts";
import { describeScalars } from "./describe-scalars.ts";
import type { Difference } from "./difference.ts";

/** Tells where two values at one place differ, as GitHub reads that place; undefined is what is not there. */
export type Compare = (wanted: Value | undefined, got: Value | undefined, path: ModelPath) => readonly Difference[];

/** GitHub's own keys in maps, in any order; lists; scalars to the byte, and expressions by what they say. */
export const asIs: Compare = (wanted, got, path) => {
  if (isMap(wanted) && isMap(got)) return compareKeys(wanted, got, path, () => asIs);
  return compareRest(wanted, got, path, asIs);
};

/** The same with keys that are the author's: their order counts. */
export const authored: Compare = (wanted, got, path) => named(authored)(wanted, got, path);

/** A map with names of the author's, in their order. */
export function named(entry: Compare): Compare {
  return (wanted, got, path) => {
    if (!isMap(wanted) || !isMap(got)) return compareRest(wanted, got, path, entry);
    const inside = compareKeys(wanted, got, path, () => entry);
    return inside.length > 0 || keysOf(wanted).join("\0") === keysOf(got).join("\0")
      ? inside
      : [{ ...differ(keysOf(wanted), keysOf(got), path), reason: "The keys stand in another order." }];
  };
}

/** A map with keys of GitHub's, some of which are read in a way of their own. */
export function keyed(table: Readonly<Record<string, Compare>>): Compare {
  return (wanted, got, path) =>
    isMap(wanted) && isMap(got)
      ? compareKeys(wanted, got, path, (key) => (Object.hasOwn(table, key) ? table[key] : undefined) ?? asIs)
      : compareRest(wanted, got, path, asIs);
}

export function listed(item: Compare): Compare {
  return (wanted, got, path) => compareRest(wanted, got, path, item);
}

/** Values in another form first. */
export function reading(read: (value: Value | undefined) => Value | undefined, compare: Compare): Compare {
  return (wanted, got, path) => compare(read(wanted), read(got), path);
}

/** `if`. */
export const condition: Compare = (wanted, got, path) => {
  const [left, right] = [wanted, got].map(conditionOf);
  return left === right ? [] : [differ(wanted, got, path)];
};

function conditionOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : canonicalCondition(value);
}

function compareKeys(
  wanted: ValueMap,
  got: ValueMap,
  path: ModelPath,
  compareOf: (key: string) => Compare,
): readonly Difference[] {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  return [...keys].flatMap((key) => compareOf(key)(wanted[key], got[key], [...path, key]));
}

function compareRest(
  wanted: Value | undefined,
  got: Value | undefined,
  path: ModelPath,
  item: Compare,
): readonly Difference[] {
  if (Array.isArray(wanted) && Array.isArray(got)) {
    if (wanted.length !== got.length) return [differInLength(wanted, got, path, item)];
    return wanted.flatMap((value: Value, index) => item(value, got[index], [...path, index]));
  }
  if (typeof wanted === "string" && typeof got === "string") {
    return wanted === got || canonicalText(wanted) === canonicalText(got) ? [] : [differ(wanted, got, path)];
  }
  if (isMap(wanted) && isMap(got)) return asIs(wanted, got, path);
  return Object.is(wanted, got) ? [] : [differ(wanted, got, path)];
}

export function differ(wanted: Value | undefined, got: Value | undefined, path: ModelPath): Difference {
  const reason =
    got === undefined
      ? "It is missing."
      : wanted === undefined
        ? "It is not in the original."
        : describeScalars(wanted, got);
  return { kind: "value", path, wanted, got, reason };
}

/** Names the first entry that differs: two long lists look the same from their beginnings. */
function differInLength(wanted: readonly Value[], got: readonly Value[], path: ModelPath, item: Compare): Difference {
  const common = Math.min(wanted.length, got.length);
  const [first] = wanted
    .slice(0, common)
    .flatMap((value, index) => item(value, got[index], [...path, index]).slice(0, 1));
  const { path: at, reason } = first ?? differ(wanted[common], got[common], [...path, common]);
  const lengths = `It has ${got.length} ${got.length === 1 ? "entry" : "entries"} and not ${wanted.length}`;
  return {
    ...differ([...wanted], [...got], path),
    reason: `${lengths}, and differs first at ${nodeText(at)}: ${reason}`,
  };
}

function keysOf(map: ValueMap): readonly string[] {
  return Object.keys(map).filter((key) => map[key] !== undefined);
}
