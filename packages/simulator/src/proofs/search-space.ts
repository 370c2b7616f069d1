/** Alternatives, of which the first is the ordinary one; a function names those that fit what earlier axes say. */
export type Axis = readonly unknown[] | ((earlier: never) => readonly unknown[]);

/** Axes by name, in their order. */
export type Space = Readonly<Record<string, Axis>>;

/** One alternative of each axis. */
export type Combination<S extends Space> = { readonly [Name in keyof S]: Alternative<S[Name]> };

type Alternative<A extends Axis> = A extends readonly (infer T)[]
  ? T
  : A extends (earlier: never) => readonly (infer T)[]
    ? T
    : never;

/** A space that has been looked at: each of its axes has something to choose from. */
export interface OpenSpace {
  readonly names: readonly string[];
  /** By position of the axis, of those that depend on no other. */
  readonly fixed: readonly (readonly unknown[] | undefined)[];
  /** Alternatives of an axis where those before it are chosen. */
  readonly alternatives: (axis: number, chosen: Readonly<Record<string, unknown>>) => readonly unknown[];
}

/**
 * @throws where an axis is empty, as a proof over nothing proves nothing; where one has an alternative twice, or a name that
 * JavaScript puts in another order.
 */
export function openSpace(space: Space): OpenSpace {
  const names = Object.keys(space);
  if (names.length === 0) throw new Error("The space has no axis: a proof over nothing proves nothing");
  const number = names.find((name) => /^\d+$/.test(name));
  if (number !== undefined) throw new Error(`The axis "${number}" is a number, which JavaScript puts before all names`);
  const fixed = names.map((name) => {
    const axis = space[name];
    return typeof axis === "function" ? undefined : checkAxis(name, axis as readonly unknown[], "");
  });
  const looked = new WeakSet<readonly unknown[]>();
  const alternatives = (axis: number, chosen: Readonly<Record<string, unknown>>): readonly unknown[] => {
    const known = fixed[axis];
    if (known) return known;
    const name = names[axis] as string;
    const before = names.slice(0, axis);
    const choose = space[name] as (earlier: Readonly<Record<string, unknown>>) => readonly unknown[];
    const found = choose(onlyEarlier(chosen, before, name));
    if (Array.isArray(found) && looked.has(found)) return found;
    checkAxis(name, found, ` where ${printChosen(chosen, before)}`);
    looked.add(found);
    return found;
  };
  return { names, fixed, alternatives };
}

/** `a: 1, b: "x"`. */
export function printChosen(chosen: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return names.map((name) => `${name}: ${printAlternative(chosen[name])}`).join(", ");
}

/** One line: what has a `name` by that, else as JSON. */
export function printAlternative(value: unknown): string {
  const name = typeof value === "object" && value !== null ? (value as { readonly name?: unknown }).name : undefined;
  if (typeof name === "string") return JSON.stringify(name);
  if (typeof value === "function") return value.name === "" ? "a function" : value.name;
  return JSON.stringify(value) ?? String(value);
}

function checkAxis(name: string, axis: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(axis)) throw new Error(`The axis "${name}" is no list of alternatives${where}`);
  if (axis.length === 0) {
    throw new Error(`The axis "${name}" has no alternative${where}: a proof over nothing proves nothing`);
  }
  const seen = new Set<unknown>();
  for (const value of axis) {
    const key = typeof value === "object" && value !== null ? printAlternative(value) : value;
    if (seen.has(key))
      throw new Error(`The axis "${name}" has the alternative ${printAlternative(value)} twice${where}`);
    seen.add(key);
  }
  return axis;
}

/** So that a function that reads an axis behind its own, or a misspelled one, does not read `undefined`. */
function onlyEarlier(
  chosen: Readonly<Record<string, unknown>>,
  before: readonly string[],
  name: string,
): Readonly<Record<string, unknown>> {
  return new Proxy(chosen, {
    get: (target, key) => {
      if (typeof key === "symbol") return undefined;
      if (before.includes(key)) return target[key];
      throw new Error(`The axis "${name}" reads "${key}", which is no axis before it`);
    },
  });
}
