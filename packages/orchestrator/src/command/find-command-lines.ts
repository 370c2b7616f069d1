import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { containerPrefix, countContainers, measureBlocks, measureText } from "./measure-effort.ts";
import { type HiddenRange, type Paragraph, readParagraphs } from "./read-paragraphs.ts";
import {
  commentTooDeep,
  commentTooIntricate,
  commentTooLong,
  hiddenText,
  noCommand,
  repeatedCommand,
  tooManyCommands,
} from "./refusals.ts";

/** A line of a comment that gives a command. */
export interface FoundLine {
  /** As its author wrote it, without the blanks around it. */
  readonly text: string;
  /** Of the comment, from 1. */
  readonly line: number;
  /** Why this command alone is refused: a part of it is hidden from readers. */
  readonly hidden?: Diagnostic;
}

export const slashCommand = "/orchestrate";

/** GitHub's limit for the body of an issue or a comment, in UTF-16 code units. */
export const maximumCommentCharacters = 65_536;

const maximumCommands = 10;

/** CommonMark has no limit, and the parser's time grows with the square of the depth: 64 KB of `>` take 23 s. */
const maximumContainersPerLine = 32;

/** Of the blocks, and of the text of the paragraphs in which commands stand: some 0.3 s each. */
const maximumEffort = 3_000_000;

/**
 * The lines of a comment that give a command, in its order, each once. A command is a line of a paragraph of the author's
 * own: what stands in code, quotes, HTML, tables, footnotes, formulas, or the invisible parts of links and images is none.
 */
export function findCommandLines(markdown: string): Result<readonly FoundLine[], Diagnostic> {
  if (markdown.length > maximumCommentCharacters) {
    return fail(commentTooLong({ characters: markdown.length, maximum: maximumCommentCharacters }));
  }
  const lines = linesOf(markdown);
  // Most comments end here, without the parser.
  const candidates = lines.filter((line) => isCommand(trimBlanks(line.text)));
  if (candidates.length === 0) return fail(noCommand());

  const deep = lines.findIndex((line) => countContainers(containerPrefix(line.text)) > maximumContainersPerLine);
  if (deep >= 0) return fail(commentTooDeep({ line: deep + 1, maximum: maximumContainersPerLine }));
  if (measureBlocks(lines.map((line) => line.text)) > maximumEffort) return fail(commentTooIntricate());

  const paragraphs = readParagraphs(markdown)
    .map((paragraph) => ({ paragraph, lines: candidates.filter((line) => stands(line, paragraph)) }))
    .filter((each) => each.lines.length > 0);
  const effort = paragraphs.map(({ paragraph: { start, end } }) => measureText(markdown.slice(start, end)));
  if (effort.reduce((sum, each) => sum + each, 0) > maximumEffort) return fail(commentTooIntricate());
  return checkCommands(paragraphs.flatMap((each) => readLines(each.lines, each.paragraph.hiddenRanges())));
}

interface Line {
  readonly text: string;
  /** Of the comment, from 1. */
  readonly line: number;
  /** Offset in the comment. */
  readonly start: number;
}

function linesOf(markdown: string): readonly Line[] {
  return [...markdown.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map((match, index) => ({
    text: match[1] ?? "",
    line: index + 1,
    start: match.index,
  }));
}

/** The whole word and no other case: `/orchestratex` and `/Orchestrate` are no commands. */
function isCommand(text: string): boolean {
  return text === slashCommand || (text.startsWith(slashCommand) && /^\s/.test(text.slice(slashCommand.length)));
}

/**
 * Blanks and tabs alone: other white space is refused later, where it can be named. By index, since a pattern anchored at
 * the end is quadratic in a line of blanks, and anybody may write one.
 */
function trimBlanks(text: string): string {
  const isBlank = (index: number): boolean => text[index] === " " || text[index] === "\t";
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return text.slice(start, end);
}

function stands(line: Line, paragraph: Paragraph): boolean {
  const at = line.start + line.text.indexOf(slashCommand);
  return paragraph.start <= at && at < paragraph.end;
}

/** @param hidden in the order in which they begin */
function readLines(lines: readonly Line[], hidden: readonly HiddenRange[]): readonly FoundLine[] {
  const found: FoundLine[] = [];
  let next = 0;
  for (const { text, line, start } of lines) {
    const command = trimBlanks(text);
    const from = start + text.indexOf(slashCommand);
    while ((hidden[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
    const range = hidden[next];
    if (!range || range.start >= from + command.length) found.push({ text: command, line });
    else if (range.start > from) found.push({ text: command, line, hidden: hiddenText({ what: range.what }) });
  }
  return found;
}

function checkCommands(found: readonly FoundLine[]): Result<readonly FoundLine[], Diagnostic> {
  if (found.length === 0) return fail(noCommand());
  if (found.length > maximumCommands) {
    return fail(tooManyCommands({ commands: found.length, maximum: maximumCommands }));
  }
  for (const [index, { text, line }] of found.entries()) {
    const first = found.findIndex((each) => each.text === text);
    if (first < index) return fail(repeatedCommand({ line, first: found[first]?.line ?? line }));
  }
  return ok(found);
}
