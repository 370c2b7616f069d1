import type { StepBehaviour } from "./behaviour.ts";

/** A step before and now; one of both is undefined where it appears or vanishes. */
export type StepPair = readonly [old: StepBehaviour | undefined, now: StepBehaviour | undefined];

/**
 * Steps by what they are to each other: the same in all, of one id, doing the same, or scripts at one place between those.
 * What stands in another order is a pair of its own.
 */
export function alignSteps(old: readonly StepBehaviour[], now: readonly StepBehaviour[]): readonly StepPair[] {
  const same = commonRun(old, now, signature);
  const pairs: StepPair[] = [];
  let [from, to] = [0, 0];
  for (const [left, right] of [...same, [old.length, now.length] as const]) {
    pairs.push(...alignGap(old.slice(from, left), now.slice(to, right)));
    const [before, after] = [old[left], now[right]];
    if (before && after) pairs.push([before, after]);
    [from, to] = [left + 1, right + 1];
  }
  return pairs;
}

function signature({ facts }: StepBehaviour): string {
  return JSON.stringify(facts.map(({ kind, subject, value }) => [kind, subject, value]).sort());
}

function alignGap(old: readonly StepBehaviour[], now: readonly StepBehaviour[]): readonly StepPair[] {
  const left = [...old];
  const found = new Map<StepBehaviour, StepBehaviour>();
  const take = (fits: (before: StepBehaviour, after: StepBehaviour) => boolean): void => {
    for (const after of now) {
      if (found.has(after)) continue;
      const index = left.findIndex((before) => fits(before, after));
      const [before] = index === -1 ? [] : left.splice(index, 1);
      if (before) found.set(after, before);
    }
  };
  take((before, after) => before.id !== undefined && before.id === after.id);
  take((before, after) => before.does === after.does);
  take((before, after) => before.label === after.label && before.isScript === after.isScript);
  take((before, after) => before.isScript && after.isScript);
  return [
    ...left.map((before): StepPair => [before, undefined]),
    ...now.map((after): StepPair => [found.get(after), after]),
  ];
}

/** Places of the longest run of equal items, in order. */
function commonRun<T>(
  old: readonly T[],
  now: readonly T[],
  key: (item: T) => string,
): readonly (readonly [number, number])[] {
  const [left, right] = [old.map(key), now.map(key)];
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const longest = Math.max(at(row + 1, column), at(row, column + 1));
      const cells = lengths[row];
      if (cells) cells[column] = left[row] === right[column] ? at(row + 1, column + 1) + 1 : longest;
    }
  }
  const pairs: [number, number][] = [];
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
