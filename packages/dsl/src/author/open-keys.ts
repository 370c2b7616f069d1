import { bareValue } from "./bare-value.ts";
import { rawOf } from "./raw.ts";

/** A node's keys with those that stand under its `raw`, which take the place of its own. */
export function openKeys(keys: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const hatch = rawOf(keys.raw);
  const inside = hatch && bareValue(hatch.value);
  return typeof inside === "object" && inside !== null ? { ...keys, ...inside } : keys;
}
