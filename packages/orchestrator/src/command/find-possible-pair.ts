import type { MarkdownEvents } from "./markdown-dialect.ts";

/** What may begin and end a formula, and what may strike out. */
export const dollar = /(?<!\$)\$(?!\$)/g;
export const tilde = /~+/g;

/**
 * From the first mark of a leaf that may open a pair to the last one that may close one: no blank follows the former, and
 * none precedes the latter. GitHub's rules for a single `$` are not published, and programs differ about `~`, so that
 * whatever may be a pair is taken for one.
 */
export function findPossiblePair(
  events: MarkdownEvents,
  source: string,
  mark: RegExp,
): { readonly start: number; readonly end: number } | undefined {
  let start: number | undefined;
  let end: number | undefined;
  for (const [direction, token] of events) {
    // What stands in code, HTML or an address is no mark.
    if (direction === "exit" || token.type !== "data") continue;
    for (const match of source.slice(token.start.offset, token.end.offset).matchAll(mark)) {
      const from = token.start.offset + match.index;
      const to = from + match[0].length;
      if (start !== undefined && /\S/.test(source.charAt(from - 1))) end = to;
      if (/\S/.test(source.charAt(to))) start ??= from;
    }
  }
  return start === undefined || end === undefined ? undefined : { start, end };
}
