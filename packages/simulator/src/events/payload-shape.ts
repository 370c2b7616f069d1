import { isMap, type Value, type ValueMap } from "@yardmaster/core";

/** Objects and the names that every payload has, at any depth; other values are leaves. */
interface Shape {
  readonly [name: string]: Shape | undefined;
}

/** A payload has these or not by who owns the repository and what is installed. */
const optional = new Set(["installation", "organization", "enterprise"]);

/** Below this number of examples, what all of them have says nothing. */
const enoughExamples = 2;

/**
 * Paths that a payload lacks and every payload of its event has, by GitHub's examples: those of the event, and those of its
 * activity type where there are several. Of an object that is not there, its own path alone.
 */
export function lackingPaths(payload: ValueMap, examples: readonly ValueMap[]): ReadonlySet<string> {
  const found = new Set<string>();
  const sameType = examples.filter(({ action }) => action !== undefined && action === payload.action);
  for (const group of [examples, sameType.length >= enoughExamples ? sameType : []]) {
    const [first, ...rest] = group;
    if (!first) continue;
    const common = rest.reduce<Shape>((shape, each) => commonShape(shape, each), shapeOf(first));
    collectLacking(payload, common, "", found);
  }
  return found;
}

function shapeOf(value: ValueMap): Shape {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, isMap(inner) ? shapeOf(inner) : {}]));
}

function commonShape(shape: Shape, value: ValueMap): Shape {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, inner]) => {
      if (!Object.hasOwn(value, name)) return [];
      const below: Value | undefined = value[name];
      return [[name, isMap(below) && inner ? commonShape(inner, below) : {}]];
    }),
  );
}

function collectLacking(payload: ValueMap, shape: Shape, prefix: string, found: Set<string>): void {
  for (const [name, below] of Object.entries(shape)) {
    if (prefix === "" && optional.has(name)) continue;
    const path = `${prefix}${name}`;
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    if (value === undefined) found.add(path);
    else if (isMap(value) && below) collectLacking(value, below, `${path}.`, found);
  }
}
