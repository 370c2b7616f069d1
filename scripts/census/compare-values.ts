import type { ModelPath, Value, ValueMap } from "@yardmaster/core";

export interface Difference {
  readonly path: ModelPath;
  readonly wanted: Value | undefined;
  readonly emitted: Value | undefined;
}

/** Where two values differ, as deep as possible. Keys have no order; lists have. */
export function compareValues(
  wanted: Value | undefined,
  emitted: Value | undefined,
  path: ModelPath = [],
): Difference[] {
  if (isTree(wanted) && isTree(emitted) && Array.isArray(wanted) === Array.isArray(emitted)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(emitted)]);
    return [...keys].flatMap((key) =>
      compareValues(wanted[key], emitted[key], [...path, Array.isArray(wanted) ? Number(key) : key]),
    );
  }
  return Object.is(wanted, emitted) ? [] : [{ path, wanted, emitted }];
}

function isTree(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null;
}
