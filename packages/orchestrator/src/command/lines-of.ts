/** A line of a comment. */
export interface CommentLine {
  /** Without the blanks around it. */
  readonly text: string;
  readonly source: string;
  /** Of the comment, from 1. */
  readonly line: number;
  /** Offset of the text in the comment. */
  readonly start: number;
}

export function linesOf(markdown: string): readonly CommentLine[] {
  return [...markdown.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map((match, index) => {
    const source = match[1] ?? "";
    const [start, end] = trimmed(source);
    return { text: source.slice(start, end), source, line: index + 1, start: match.index + start };
  });
}

/**
 * Blanks and tabs alone: other white space is refused later, where it can be named. By index, since a pattern anchored at
 * the end is quadratic in a line of blanks, and anybody may write one.
 */
function trimmed(text: string): readonly [number, number] {
  const isBlank = (index: number): boolean => text[index] === " " || text[index] === "\t";
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return [start, end];
}
