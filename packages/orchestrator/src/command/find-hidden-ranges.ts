import type { MarkdownEvents } from "./markdown-dialect.ts";
import type { HiddenBy } from "./refusals.ts";

export interface HiddenRange {
  readonly start: number;
  readonly end: number;
  readonly what: HiddenBy;
}

/**
 * What of a leaf readers see in another form or not at all, in the order in which it begins.
 * @param source of the leaf
 */
export function findHiddenRanges(events: MarkdownEvents, source: string): readonly HiddenRange[] {
  const ranges: HiddenRange[] = [];
  let depth = 0;
  let opening: number | undefined;
  for (const [direction, token] of events) {
    const start = token.start.offset;
    const end = token.end.offset;
    const what = hidingTokens.get(token.type);
    if (what && direction === "exit") depth--;
    if (direction === "exit") continue;
    if (what && depth++ === 0 && !isQuotedEscape(source.slice(start, end))) ranges.push({ start, end, what });
    if (token.type !== "data" || depth > 0) continue;
    for (const match of source.slice(start, end).matchAll(doubleDollar)) {
      const at = start + match.index;
      if (opening !== undefined) ranges.push({ start: opening, end: at + 2, what: "a formula" });
      opening = opening === undefined ? at : undefined;
    }
  }
  return ranges.sort((one, other) => one.start - other.start);
}

/** Tokens of micromark and its extensions. A link is hidden but for its words: its marks, its address and its title. */
const hidingTokens = new Map<string, HiddenBy>([
  ["codeText", "code"],
  ["htmlText", "HTML"],
  ["gfmFootnoteCall", "a footnote"],
  ["image", "an image"],
  ["labelMarker", "a link"],
  ["resource", "a link"],
  ["reference", "a link"],
  ["autolink", "a link"],
  ["hardBreakEscape", "a line break"],
  ["characterReference", "a character reference"],
  ["characterEscape", "a backslash escape"],
  ["emphasisSequence", "emphasis"],
  ["strongSequence", "emphasis"],
  ["strikethroughSequence", "struck-out text"],
]);

/** Of a value in double quotes, which a command reads as its readers do. */
function isQuotedEscape(text: string): boolean {
  return text === '\\"' || text === "\\\\";
}

/** Whether GitHub takes a pair of single ones for a formula depends on their neighbours: see {@link findPairs}. */
const doubleDollar = /(?<!\$)\$\$(?!\$)/g;
