import { asMap, isMap, type Value, type ValueMap } from "@yardmaster/core";

/** A field of a payload, by its names: undefined where one along the way is not there. */
export function fieldOf(payload: ValueMap, ...names: readonly string[]): Value | undefined {
  let value: Value | undefined = payload;
  for (const name of names) {
    const map: ValueMap | undefined = asMap(value);
    value = map && Object.hasOwn(map, name) ? map[name] : undefined;
  }
  return value;
}

/** The same of a text that is not empty. */
export function textOf(payload: ValueMap, ...names: readonly string[]): string | undefined {
  const value = fieldOf(payload, ...names);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A payload with one field set; objects along the way are made where they are not there. */
export function withField(payload: ValueMap, names: readonly string[], value: Value): ValueMap {
  const [name, ...rest] = names;
  if (name === undefined) return payload;
  const below = Object.hasOwn(payload, name) ? payload[name] : undefined;
  return { ...payload, [name]: rest.length === 0 ? value : withField(isMap(below) ? below : {}, rest, value) };
}

/** Paths of all fields that hold no object, `issue.user.login`; a list is one field. */
export function leavesOf(value: ValueMap, prefix = ""): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    if (!isMap(inner)) return inner === undefined ? [] : [path];
    const below = leavesOf(inner, `${path}.`);
    return below.length === 0 ? [path] : below;
  });
}
