import { fail, ok, type Result, type Value, type ValueMap } from "@yardmaster/core";

/** A field of a payload that a person states: `comment.body=/deploy`, `issue.labels.0.name=bug`. */
export interface StatedField {
  readonly path: readonly string[];
  readonly text: string;
}

export function parseField(text: string): Result<StatedField, string> {
  const [, path, value = ""] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
  const keys = path?.replace(/^github\.event\./, "").split(".") ?? [];
  return path === undefined || keys.includes("")
    ? fail(`--set takes PATH=VALUE, such as comment.body=/deploy, and got ${JSON.stringify(text)}.`)
    : ok({ path: keys, text: value });
}

/** A text stays one where a text stood; elsewhere it is JSON, or else a text. */
export function setField(payload: ValueMap, { path, text }: StatedField): ValueMap {
  return setAt(payload, path, text) as ValueMap;
}

function setAt(value: Value | undefined, [key, ...rest]: readonly string[], text: string): Value {
  if (key === undefined) return typeof value === "string" ? text : parsed(text);
  if (Array.isArray(value) && /^\d+$/.test(key)) {
    const items: Value[] = [...(value as readonly Value[])];
    items[Number(key)] = setAt(items[Number(key)], rest, text);
    return items;
  }
  const map = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ValueMap) : {};
  const old = Object.hasOwn(map, key) ? map[key] : undefined;
  return Object.fromEntries([...Object.entries(map).filter(([name]) => name !== key), [key, setAt(old, rest, text)]]);
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
