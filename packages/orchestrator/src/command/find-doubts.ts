import { findOtherHtml } from "./find-other-html.ts";
import type { Leaf, ReadMarkdown } from "./read-leaves.ts";

/** A part of a comment that GitHub's program may read in another way than this one: what stands in it is refused. */
export interface Doubt {
  readonly start: number;
  readonly end: number;
  /** As a part of a sentence. */
  readonly place: string;
}

/**
 * GitHub's program (cmark-gfm) follows an older CommonMark, and takes more for a table.
 * {@link asOthersRead} has what else it reads in its own way. `npm run fuzz:comments` looks for those that are missing here.
 * @param read the leaves that may hold HTML
 */
export function findDoubts(markdown: string, blocks: ReadMarkdown, read: ReadonlySet<Leaf>): readonly Doubt[] {
  const end = markdown.length;
  const table = findPossibleTable(markdown, blocks.leaves);
  const html = findOtherHtml(markdown, blocks, read);
  const list = blocks.leaves.find(({ isParagraph, start }) => isParagraph && beginsList(markdown, start));
  const doubts: (Doubt | undefined)[] = [
    table && { ...table, place: "after a line that begins a table for some programs" },
    html === undefined ? undefined : { start: html, end, place: "near HTML that is text for some programs" },
    list && { start: list.start, end, place: "after a line that begins a list for some programs" },
    definedTask.test(markdown)
      ? { start: 0, end, place: "near a task that is a definition for some programs" }
      : undefined,
  ];
  return doubts.filter((doubt) => doubt !== undefined);
}

/**
 * From the first paragraph that holds the line under the head of a table, for programs that take more for a table than this
 * one does, to the end of the last one; or of the comment, whose HTML they may then read in another way.
 */
function findPossibleTable(
  markdown: string,
  leaves: readonly Leaf[],
): { readonly start: number; readonly end: number } | undefined {
  const tables = leaves.filter(({ start, end }) => laterLinesOf(markdown.slice(start, end)).some(isUnderHead));
  const last = tables[tables.length - 1];
  return tables[0] && last && { start: tables[0].start, end: markdown.includes("<") ? markdown.length : last.end };
}

function isUnderHead(line: string): boolean {
  return line.includes("-") && /^[\s>]*[|:-][\s|:-]*$/.test(line);
}

/** After code that is indented, this program takes the number of a list for text. */
function beginsList(markdown: string, start: number): boolean {
  return /^(?:\d{1,9}[.)]|[-+*])(?:[ \t\r\n]|$)/.test(markdown.slice(start, start + 12));
}

function laterLinesOf(source: string): readonly string[] {
  return source.split(/[\r\n]+/).slice(1);
}

/** GitHub takes the box away first; what follows then begins the item. */
const definedTask = /(?:[-*+]|[.)])[ \t]+\[[ xX]\][ \t]+\[[^\]\r\n]*\]:/;
