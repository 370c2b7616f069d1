import { type PartialValue, Unknown } from "@yardmaster/core/evaluation";

/** A value as people read it on a line: a text as it is, what is not known by what it depends on. */
export function valueText(value: PartialValue | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (value instanceof Unknown) return `? (${value.causes.join(", ")})`;
  if (typeof value === "string") return value;
  return typeof value === "object" ? shorten(JSON.stringify(value)) : String(value);
}

/** The same inside a sentence, texts in quotes as expressions have them. */
export function quotedValue(value: PartialValue | undefined): string {
  if (typeof value === "string") return `'${shorten(value)}'`;
  if (value === null || value === undefined) return "null";
  return valueText(value);
}

const longest = 80;

export function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
