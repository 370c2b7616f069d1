import { containerPrefix } from "./measure-effort.ts";
import type { Leaf, ReadMarkdown } from "./read-leaves.ts";

/**
 * Where a comment begins to hold HTML that GitHub's program, which follows an older CommonMark (0.29), takes for text, or for
 * less of it: what stands in it may be tags there, and the lines after it may still belong to a quote.
 * @param read the leaves that may hold HTML
 * @returns the offset in the comment
 */
export function findOtherHtml(markdown: string, { html }: ReadMarkdown, read: ReadonlySet<Leaf>): number | undefined {
  const block = html.find(({ start, end }) => isOtherBlock(markdown, start, end));
  // A block that others do not begin there belongs to the paragraph before it, and may close what that has opened.
  let least = block && 0;
  for (const leaf of read) {
    for (const [direction, token] of leaf.read()) {
      if (direction === "exit" || token.type !== "htmlText") continue;
      const start = leaf.start + token.start.offset;
      if (!isOtherText(markdown.slice(start, leaf.start + token.end.offset))) continue;
      if (least === undefined || leaf.start < least) least = leaf.start;
    }
  }
  return least;
}

/** A declaration had to begin with a capital; what begins in the midst of a block is none of Markdown's. */
function isOtherBlock(markdown: string, start: number, end: number): boolean {
  const html = markdown.slice(start, end).trimStart();
  if (/^<![a-z]|^<![A-Z][^>]*$/.test(html) || /.<(?:\?|![a-z[])/is.test(html.replace(/<!--.*?-->/gs, ""))) return true;
  if (!/^<(?:textarea|search)(?![\w-])/i.test(html)) return false;
  return isAfterText(markdown.slice(0, start)) || isBeforeText(markdown.slice(end)) || !isPlainElement(html);
}

/**
 * `textarea` and `search` were elements like any other, whose block ends at a blank line: the same comes of it where both tags
 * stand alone, and what is between them would be a paragraph.
 */
function isPlainElement(html: string): boolean {
  const [, content = "<"] = /^<\w+>[ \t]*[\r\n](.*)<\/\w+>[ \t]*[\r\n]*$/s.exec(html) ?? [];
  const text = content.replace(/^(?: {0,3}>)+/gm, "");
  return !/[`~[\]\\]|<\S|^[ \t]*(?:[>#*+|-]|\d{1,9}[.)])/m.test(text);
}

function isAfterText(before: string): boolean {
  const [last = ""] = before.split(/\r\n|\r|\n/).slice(-2);
  return containerPrefix(last).length < last.length;
}

function isBeforeText(after: string): boolean {
  const [, next = ""] = after.split(/\r\n|\r|\n/, 2);
  return containerPrefix(next).length < next.length;
}

/** Blanks had to follow a declaration's name; a comment in a paragraph could not hold two hyphens, nor begin or end oddly. */
function isOtherText(html: string): boolean {
  if (/^<![A-Za-z]/.test(html)) return !/^<![A-Z]+\s/.test(html);
  if (!html.startsWith("<!--")) return false;
  const text = html.slice("<!--".length, -"-->".length);
  return /^-?>/.test(html.slice("<!--".length)) || text.includes("--") || text.endsWith("-");
}
