import { writeKey } from "./write-text.ts";

/** An object of TypeScript; long ones stand on lines of their own. */
export function writeMap(entries: readonly (readonly [key: string, source: string])[]): string {
  if (entries.length === 0) return "{}";
  const opened = entries.length > longestLine ? "{\n" : "{ ";
  return `${opened}${entries.map(writeEntry).join(", ")} }`;
}

/** A key that is called as the constant behind it is not said twice. */
export function writeEntry([key, source]: readonly [key: string, source: string]): string {
  const mark = leadingMark(source);
  return source.slice(mark.length) === key ? source : `${mark}${writeKey(key)}: ${source}`;
}

/** What a compiler says of a value as a whole, it says at its key. */
function leadingMark(source: string): string {
  return /^\/\*@\d+\*\//.exec(source)?.[0] ?? "";
}

/** Entries that may stand on one line, where they fit. */
const longestLine = 4;

export function writeList(sources: readonly string[]): string {
  return `[${sources.join(", ")}]`;
}
