import type { Fix, ModelPath } from "@yardmaster/core";

const shown = 3;

/** What to write in place of a name: the nearest, else the first that there are. The end of a hint, with its period. */
export function writeOneOf(nearest: readonly string[], known: readonly string[]): string {
  if (nearest.length > 0) return `${nearest.map(code).join(" or ")}.`;
  const more = known.length - shown;
  const first = known.slice(0, shown).map(code).join(", ");
  return more > 0 ? `one of ${first} and ${more} others.` : `one of ${first}.`;
}

/** Where several names are as near, a program cannot choose. */
export function replacedBy(path: ModelPath, nearest: readonly string[]): readonly Fix[] {
  const [only, ...others] = nearest;
  if (only === undefined || others.length > 0) return [];
  return [{ title: `Replace it by ${code(only)}.`, safety: "unsafe", edits: [{ path, value: only }] }];
}

function code(name: string): string {
  return `\`${name}\``;
}
