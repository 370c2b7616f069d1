import { formatModelPath, type ModelComment } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { writeList, writeMap } from "./write-map.ts";
import { writeString } from "./write-text.ts";

/**
 * The option `note` of a node: its comments, and those of nodes below it by their path from there.
 * @returns undefined where there are none.
 */
export function writeNote(comments: readonly ModelComment[]): string | undefined {
  const below = new Map<string, ModelComment[]>();
  const own: ModelComment[] = [];
  for (const comment of comments) {
    if (comment.path.length === 0) own.push(comment);
    else {
      const path = formatModelPath(comment.path);
      below.set(path, [...(below.get(path) ?? []), comment]);
    }
  }
  const entries = noteEntries(own);
  if (below.size > 0) {
    const notes = [...below].map(([path, some]) => [path, writeParts(noteEntries(some))] as const);
    return writeMap([...entries, ["at", writeMap(notes)]]);
  }
  return entries.length === 0 ? undefined : writeParts(entries);
}

/** A value with the comments of its entry. */
export function writeNoted(source: string, comments: readonly ModelComment[], writer: ModuleWriter): string {
  if (comments.length === 0) return source;
  return `${writer.language("noted")}(${source}, ${writeParts(noteEntries(comments))})`;
}

type Entries = readonly (readonly [key: string, source: string])[];

function noteEntries(comments: readonly ModelComment[]): Entries {
  const lines = (position: ModelComment["position"]) =>
    comments.filter((comment) => comment.position === position).map(({ text }) => writeString(text));
  const [above, end, last] = [lines("above"), lines("end"), lines("last")];
  return [
    ...(above.length > 0 ? [["above", writeLines(above)] as const] : []),
    // The line has room for one.
    ...(end.length > 0 ? [["end", end[0] ?? ""] as const] : []),
    ...(last.length > 0 ? [["last", writeLines(last)] as const] : []),
  ];
}

function writeLines(lines: readonly string[]): string {
  return lines.length === 1 ? (lines[0] ?? "") : writeList(lines);
}

/** A text, or lines, alone are a comment above. */
function writeParts(entries: Entries): string {
  const [first, ...others] = entries;
  return first?.[0] === "above" && others.length === 0 ? first[1] : writeMap(entries);
}
