import type { LockedInput } from "@yardmaster/core";
import { closedSets } from "./closed-sets.ts";
import { quote } from "./doc-text.ts";

const anyScalar = "string | number | boolean";

/**
 * The TypeScript type of an input's plain value. A closed set is a union, and the default tells which inputs are read as a boolean or a number. Without either, nothing
 * is known and any scalar is taken.
 */
export function bindingType(action: string, name: string, input: LockedInput): string {
  const values = valuesOf(action, name, input);
  return values ? valueTypes(values).join(" | ") : typeByDefault(name, input);
}

/** The closed set of an input: as its metadata says, or as the action's own code does. */
export function valuesOf(action: string, name: string, input: LockedInput): readonly string[] | undefined {
  if (input.values) return input.values;
  const sets = closedSets[action.toLowerCase()];
  const values = sets && Object.hasOwn(sets, name) ? sets[name]?.values : undefined;
  const fallback = String(input.default ?? "");
  // An action of another version, or a fork's: a default outside the set says that the set is not this one.
  if (!values || (fallback !== "" && !values.includes(fallback))) return undefined;
  return fallback === "" ? [...values, ""] : values;
}

/** Booleans and numbers of a closed set may be written as what they are, or as texts. */
function valueTypes(values: readonly string[]): readonly string[] {
  const hasBooleans = values.includes("true") && values.includes("false");
  const numbers = values.filter((value) => /^(?:0|[1-9]\d{0,14})$/.test(value));
  return [...(hasBooleans ? ["boolean"] : []), ...numbers, ...values.map(quote)];
}

function typeByDefault(name: string, { default: fallback }: LockedInput): string {
  const text = String(fallback ?? "");
  if (text === "" || text.includes("$" + "{{")) return anyScalar;
  if (/^(?:true|false)$/i.test(text)) return "boolean";
  // 22 and "22.x" are both versions.
  if (isVersion(text) || (/version/i.test(name) && /^\d+$/.test(text))) return "string | number";
  return /^-?\d+$/.test(text) ? "number" : "string";
}

/** `24.x`, `3.12`, `v2`, `^1.22`, `lts/*` apart: a number with a part, a sign or a placeholder. */
function isVersion(text: string): boolean {
  return /^[~^<>=v ]*\d+(?:\.(?:\d+|x|\*))*(?:[-+][\w.-]+)?$/i.test(text) && !/^-?\d+$/.test(text);
}
