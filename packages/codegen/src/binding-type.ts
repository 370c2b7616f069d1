import type { LockedInput } from "@yardmaster/core";
import { quote } from "./doc-text.ts";

/** Texts that an input takes beside what its default suggests. Source: the descriptions in the actions' own metadata. */
const furtherValues: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout submodules": ["recursive"],
};

/**
 * The TypeScript type of an input's plain value. GitHub passes texts; a closed set in the metadata is a union, and the
 * default tells which inputs are read as a boolean or a number. Without either, nothing is known and any scalar is taken.
 */
export function bindingType(action: string, name: string, input: LockedInput): string {
  const further = (furtherValues[`${action} ${name}`] ?? []).map(quote);
  return [...(input.values ? valueTypes(input.values) : [typeByDefault(name, input)]), ...further].join(" | ");
}

/** Booleans and numbers of a closed set may be written as what they are, or as texts. */
function valueTypes(values: readonly string[]): readonly string[] {
  const hasBooleans = values.includes("true") && values.includes("false");
  const numbers = values.filter((value) => /^(?:0|[1-9]\d{0,14})$/.test(value));
  return [...(hasBooleans ? ["boolean"] : []), ...numbers, ...values.map(quote)];
}

function typeByDefault(name: string, input: LockedInput): string {
  if (input.default === undefined) return "string | number | boolean";
  const text = String(input.default);
  if (text === "true" || text === "false") return "boolean";
  if (!/^\d+$/.test(text)) return "string";
  return /version/i.test(name) ? "string | number" : "number"; // 22 and "22.x" are both versions
}
