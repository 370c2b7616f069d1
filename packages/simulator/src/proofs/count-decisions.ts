import type { OpenSpace } from "./search-space.ts";

/** What was seen at each combination, until it is asked which axes it turns on. */
export interface Decisions {
  readonly note: (choice: readonly number[], labels: readonly string[]) => void;
  /** By axis: combinations where another alternative of it alone changes what is seen. */
  readonly count: () => Readonly<Record<string, number>>;
}

/** @returns undefined for a space in which axes depend on others: there a change of one axis alone need not exist. */
export function decisionsOf({ names, fixed }: OpenSpace): Decisions | undefined {
  const sizes = fixed.flatMap((values) => (values ? [values.length] : []));
  if (sizes.length < names.length) return undefined;
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1));
  const total = sizes.reduce((product, size) => product * size, 1);
  const outcomes = new Uint32Array(total);
  const ids = new Map<string, number>();
  const idOf = (labels: readonly string[]): number => {
    const key = labels.length < 2 ? (labels[0] ?? "") : JSON.stringify([...labels].sort());
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const countAxis = (size: number, stride: number): number => {
    let decisive = 0;
    for (let start = 0; start < total; start += 1) {
      // The first combination of a line along the axis.
      if (Math.floor(start / stride) % size !== 0) continue;
      for (let index = 1; index < size; index += 1) {
        if (outcomes[start + index * stride] === outcomes[start]) continue;
        decisive += size;
        break;
      }
    }
    return decisive;
  };
  return {
    note: (choice, labels) => {
      let index = 0;
      for (let axis = 0; axis < choice.length; axis += 1) index += (choice[axis] ?? 0) * (strides[axis] ?? 0);
      outcomes[index] = idOf(labels);
    },
    count: () => Object.fromEntries(names.map((name, axis) => [name, countAxis(sizes[axis] ?? 1, strides[axis] ?? 1)])),
  };
}
