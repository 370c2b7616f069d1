import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { createMarks } from "./create-marks.ts";
import { findDoubts } from "./find-doubts.ts";
import type { CommentLine } from "./lines-of.ts";
import type { MarkdownToken } from "./markdown-dialect.ts";
import { measurePage, measureText } from "./measure-effort.ts";
import { printPage } from "./print-page.ts";
import { type Leaf, readLeaves } from "./read-leaves.ts";
import { type LeafLine, readLines } from "./read-lines.ts";
import { readPage, unseen } from "./read-page.ts";
import { commentTooIntricate, hiddenText } from "./refusals.ts";

/** A line of the author's own paragraphs that begins like a command. */
export interface ReadCommand {
  readonly line: CommentLine;
  /** Why it is refused. */
  readonly refused: Diagnostic | undefined;
  /** Whether it is refused for where it stands, and may be no command at all. */
  readonly isElsewhere: boolean;
}

/** Of the text that is read, and of the page: some 0.3 s each. */
const maximumEffort = 3_000_000;

/**
 * Which of some lines stand in paragraphs of the author's own, and how readers see them. First Markdown decides what is a
 * paragraph, and what of a line is plain text; then the page that GitHub makes of the whole comment, with a mark in the
 * place of each command, decides where readers find it.
 * @param candidates in their order
 */
export function readCommands(
  markdown: string,
  candidates: readonly CommentLine[],
): Result<readonly ReadCommand[], Diagnostic> {
  const blocks = readLeaves(markdown);
  const own = linesByLeaf(blocks.leaves, candidates);
  if (own.length === 0) return ok([]);
  // HTML anywhere in a comment can hide what follows.
  const read = new Set(blocks.leaves.filter(({ start, end }) => markdown.slice(start, end).includes("<")));
  for (const { leaf } of own) read.add(leaf);
  let effort = 0;
  for (const { start, end } of read) effort += measureText(markdown.slice(start, end));
  if (effort > maximumEffort) return fail(commentTooIntricate());

  const lines = own.flatMap((each) =>
    readLines(each.leaf.read(), markdown.slice(each.leaf.start, each.leaf.end), each.lines),
  );
  const marks = createMarks(markdown);
  const tokens = new Map<MarkdownToken, string>();
  for (const [index, { token, refused }] of lines.entries()) {
    if (token && !refused) tokens.set(token, marks.print(index));
  }
  const page = tokens.size === 0 ? "" : printPage(blocks, read, tokens);
  if (measurePage(page) > maximumEffort) return fail(commentTooIntricate());
  const places = readPage(page, marks);
  const doubts = findDoubts(markdown, blocks, read);
  return ok(
    lines.map(({ line, refused }, index) => {
      const { start } = line.line;
      const seen = places.has(index) ? places.get(index) : unseen;
      const doubt = doubts.find((each) => each.start <= start && start < each.end);
      const place = seen ?? doubt?.place;
      const isElsewhere = !refused && place !== undefined;
      return { line: line.line, refused: isElsewhere ? hiddenText({ place }) : refused, isElsewhere };
    }),
  );
}

interface OwnLine extends LeafLine {
  readonly line: CommentLine;
}

/** @param candidates in their order, as the leaves are */
function linesByLeaf(
  leaves: readonly Leaf[],
  candidates: readonly CommentLine[],
): readonly { readonly leaf: Leaf; readonly lines: readonly OwnLine[] }[] {
  let next = 0;
  return leaves.flatMap((leaf) => {
    const lines: OwnLine[] = [];
    for (; (candidates[next]?.start ?? Number.POSITIVE_INFINITY) < leaf.end; next++) {
      const line = candidates[next];
      if (!line || line.start < leaf.start) continue;
      const start = line.start - leaf.start;
      lines.push({ text: line.text, start, end: start + line.text.length, line });
    }
    return leaf.isOwn && lines.length > 0 ? [{ leaf, lines }] : [];
  });
}
