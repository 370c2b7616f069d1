import type { OpenSpace } from "./search-space.ts";

/** One alternative of each axis, by position. */
export type Choice = readonly number[];

/**
 * Comes by every combination once: those that differ from the first alternatives in the fewest axes first, among equals in
 * the order of the axes. So the first that fails is the smallest.
 * @param visit answers whether to go on; the list is used again for the next one.
 */
export function walkSpace(
  { names, alternatives }: OpenSpace,
  visit: (combination: Readonly<Record<string, unknown>>, choice: Choice) => boolean,
): void {
  const chosen: Record<string, unknown> = {};
  const choice: number[] = names.map(() => 0);
  const walk = (axis: number, others: number): boolean => {
    if (axis === names.length) return visit({ ...chosen }, choice);
    const name = names[axis] as string;
    const values = alternatives(axis, chosen);
    const left = names.length - axis - 1;
    for (let index = 0; index < values.length; index += 1) {
      const behind = index === 0 ? others : others - 1;
      if (behind < 0) break;
      if (behind > left) continue;
      chosen[name] = values[index];
      choice[axis] = index;
      if (!walk(axis + 1, behind)) return false;
    }
    return true;
  };
  for (let others = 0; others <= names.length; others += 1) if (!walk(0, others)) return;
}

/** @returns undefined where there are more than the limit. */
export function countCombinations({ names, fixed, alternatives }: OpenSpace, limit: number): number | undefined {
  const chosen: Record<string, unknown> = {};
  const lastOpen = fixed.lastIndexOf(undefined);
  const behind = fixed.slice(lastOpen + 1).reduce((product, values) => product * (values?.length ?? 1), 1);
  const count = (axis: number): number => {
    if (axis > lastOpen) return behind;
    let sum = 0;
    for (const value of alternatives(axis, chosen)) {
      chosen[names[axis] as string] = value;
      sum += count(axis + 1);
      if (sum > limit) break;
    }
    return sum;
  };
  const total = count(0);
  return total > limit ? undefined : total;
}

/** @returns undefined where an axis has no such alternative beside the others. */
export function combinationAt(
  { names, alternatives }: OpenSpace,
  choice: Choice,
): Readonly<Record<string, unknown>> | undefined {
  const chosen: Record<string, unknown> = {};
  for (const [axis, name] of names.entries()) {
    const values = alternatives(axis, chosen);
    const index = choice[axis] ?? 0;
    if (index >= values.length) return undefined;
    chosen[name] = values[index];
  }
  return chosen;
}
