import type { Mark, WrittenModule } from "../writing/module-writer.ts";

/** The node that a place in a module is about: that of the last mark before it, or on it. */
export function findMark(
  { marked, marks }: Pick<WrittenModule, "marked" | "marks">,
  { line, column }: { readonly line: number; readonly column: number },
): Mark | undefined {
  const offset = offsetOf(marked, line) + column - 1;
  // What follows the place is looked at as well where that is a mark: compilers point at the comment before a value.
  const before = marked.slice(0, offset) + (/^\s*\/\*@\d+\*\//.exec(marked.slice(offset))?.[0] ?? "");
  const start = before.lastIndexOf("/*@");
  const number = start < 0 ? undefined : /^\/\*@(\d+)\*\//.exec(before.slice(start))?.[1];
  return number === undefined ? undefined : marks[Number(number)];
}

function offsetOf(text: string, line: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return start;
}
