import { type Diagnostic, fail, InvariantError, ok, type Result } from "@yardmaster/core";
import { fromMarkdown } from "mdast-util-from-markdown";
import { commentTooDeep, commentTooLong, type HiddenBy, hiddenText, noCommand } from "./refusals.ts";

export const slashCommand = "/orchestrate";

/** GitHub's limit for the body of an issue or a comment, in UTF-16 code units. */
export const maximumCommentCharacters = 65_536;

/** CommonMark has no limit, and the parser's time grows with the square of the depth: 64 KB of `>` take 23 s. */
const maximumContainersPerLine = 32;

/**
 * The first line of a comment that gives a command, as its author wrote it, without the blanks around it. Code, quotes,
 * HTML and the invisible parts of links and images are told apart as CommonMark does.
 */
export function findCommandLine(markdown: string): Result<string, Diagnostic> {
  if (markdown.length > maximumCommentCharacters) {
    return fail(commentTooLong({ characters: markdown.length, maximum: maximumCommentCharacters }));
  }
  const lines = linesOf(markdown);
  // Most comments end here, without the parser.
  const candidates = lines.filter((line) => isCommand(trimBlanks(line.text)));
  if (candidates.length === 0) return fail(noCommand());

  const tooDeep = lines.findIndex((line) => containersOf(line.text) > maximumContainersPerLine);
  if (tooDeep >= 0) return fail(commentTooDeep({ line: tooDeep + 1, maximum: maximumContainersPerLine }));

  const hidden = hiddenRanges(markdown);
  for (const { text, start } of candidates) {
    const command = trimBlanks(text);
    const from = start + text.indexOf(slashCommand);
    const to = from + command.length;
    if (hidden.some((range) => range.start <= from && from < range.end)) continue;
    const inside = hidden.find((range) => range.start < to && from < range.end);
    if (inside) return fail(hiddenText({ what: inside.what }));
    return ok(command);
  }
  return fail(noCommand());
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

interface Line {
  readonly text: string;
  /** Offset in the comment. */
  readonly start: number;
}

function linesOf(markdown: string): readonly Line[] {
  return [...markdown.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map((match) => ({
    text: match[1] ?? "",
    start: match.index,
  }));
}

function containersOf(line: string): number {
  const prefix = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*/.exec(line)?.[0] ?? "";
  return prefix.match(/>|[-*+]|[.)]/g)?.length ?? 0;
}

interface HiddenRange {
  readonly start: number;
  readonly end: number;
  readonly what: HiddenBy;
}

/** Parts that readers of the comment see as an example, as somebody else's words, or not at all. */
const hidingNodes = new Map<string, HiddenBy>([
  ["code", "code"],
  ["inlineCode", "code"],
  ["blockquote", "a quote"],
  ["html", "HTML"],
  ["definition", "a link"],
  ["image", "an image"],
  ["imageReference", "an image"],
]);

/** Emphasis hides nothing, and resolving it takes quadratic time: 21 s for 64 KB of `*a_ `. */
const disabledConstructs = ["attention"];

function hiddenRanges(markdown: string): readonly HiddenRange[] {
  const ranges: HiddenRange[] = [];
  const hide = (start: number | undefined, end: number | undefined, what: HiddenBy): void => {
    if (start === undefined || end === undefined) throw new InvariantError("a node of the parser has no position");
    if (start < end) ranges.push({ start, end, what });
  };
  const visit = (node: MarkdownNode): void => {
    const what = hidingNodes.get(node.type);
    if (what) {
      hide(node.position?.start.offset, node.position?.end.offset, what);
      return;
    }
    node.children?.forEach(visit);
    if (node.type === "link" || node.type === "linkReference") {
      // The words of a link are read by everybody, its address and title by nobody.
      const lastWord = node.children?.at(-1) ?? node;
      const edge = lastWord === node ? node.position?.start.offset : lastWord.position?.end.offset;
      hide(edge, node.position?.end.offset, "a link");
    }
  };
  visit(fromMarkdown(markdown, { extensions: [{ disable: { null: disabledConstructs } }] }));
  return ranges;
}

interface MarkdownNode {
  readonly type: string;
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
  readonly children?: readonly MarkdownNode[];
}
