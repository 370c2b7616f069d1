import type { LockedInput } from "@yardmaster/core";

/** Texts that an input takes beside what its default suggests. Source: the descriptions in the actions' own metadata. */
const furtherValues: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout submodules": ["recursive"],
};

/**
 * The TypeScript type of an input's plain value. GitHub passes texts; the default tells which inputs are read as a
 * boolean or a number. Without a default, nothing is known and any scalar is taken.
 */
export function bindingType(action: string, name: string, input: LockedInput): string {
  const further = (furtherValues[`${action} ${name}`] ?? []).map((value) => JSON.stringify(value));
  return [typeByDefault(input), ...further].join(" | ");
}

function typeByDefault(input: LockedInput): string {
  if (input.default === undefined) return "string | number | boolean";
  const text = String(input.default);
  if (text === "true" || text === "false") return "boolean";
  return /^\d+$/.test(text) ? "number" : "string";
}
