import { writeEntry } from "../values/write-map.ts";

/** A key of an object with the source of its value. */
export type Entry = readonly [key: string, source: string];

/** An object that stays one key a line. */
export function printBlock(entries: readonly Entry[]): string {
  return entries.length === 0 ? "{}" : `{\n${entries.map(writeEntry).join(",\n")},\n}`;
}

/** An object that stands on one line where it fits. */
export function printInline(entries: readonly Entry[]): string {
  return entries.length === 0 ? "{}" : `{ ${entries.map(writeEntry).join(", ")} }`;
}

/** One key a line where there are more than a few. */
export function printEntries(entries: readonly Entry[], few = 3): string {
  return entries.length > few ? printBlock(entries) : printInline(entries);
}
