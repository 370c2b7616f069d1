import { parse, postprocess, preprocess } from "micromark";
import { dialect, lineEnds, type MarkdownEvents } from "./markdown-dialect.ts";

/** A block of a comment that holds text: a paragraph, a heading or a cell of a table. Offsets are in UTF-16 code units. */
export interface Leaf {
  readonly start: number;
  /** The offset after it. */
  readonly end: number;
  readonly isParagraph: boolean;
  /** Whether it is a paragraph in no quote, footnote or table. */
  readonly isOwn: boolean;
  /** Whether it stands in a list, a quote or a footnote. */
  readonly isContained: boolean;
  /** Of the event that opens it, and of the one that closes it. */
  readonly indexes: readonly [number, number];
  /** What stands in it. Offsets of the tokens count from the start of the leaf. */
  read(): MarkdownEvents;
}

export interface HtmlBlock {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** Whether it stands in a list, a quote or a footnote. */
  readonly isContained: boolean;
}

export interface ReadMarkdown {
  readonly leaves: readonly Leaf[];
  /** Blocks of HTML. */
  readonly html: readonly HtmlBlock[];
  /** Of the blocks alone. */
  readonly events: MarkdownEvents;
}

/**
 * The blocks of a comment. Code, HTML and definitions are no leaves, and the paragraphs of quotes (alerts among them),
 * footnotes and tables are not the author's own: GitHub shows them as an example, as somebody else's words, elsewhere or
 * not at all.
 */
export function readLeaves(markdown: string): ReadMarkdown {
  const blocks = parse({ extensions: dialect });
  // What stands in a leaf cannot change the blocks, and takes the most time: it is read where somebody asks for it.
  blocks.constructs.text = Object.fromEntries(lineEnds.map((code) => [code, blocks.constructs.text[code]]));
  const events = postprocess(blocks.document().write(preprocess()(markdown, undefined, true)));
  const { defined, gfmFootnotes } = blocks;
  const inLeaves = Object.assign(parse({ extensions: dialect }), { defined, gfmFootnotes });
  // The parser drops a byte order mark and counts from what follows it.
  const shift = markdown.startsWith("\ufeff") ? 1 : 0;
  const leaves: Leaf[] = [];
  const html: HtmlBlock[] = [];
  let depth = 0;
  let lists = 0;
  let opened = 0;
  for (const [index, [direction, token]] of events.entries()) {
    if (foreignBlocks.has(token.type)) depth += direction === "enter" ? 1 : -1;
    if (listBlocks.has(token.type)) lists += direction === "enter" ? 1 : -1;
    if (direction === "enter" && token.type === "htmlFlow") {
      const [start, end] = [token.start.offset + shift, token.end.offset + shift];
      html.push({ start, end, line: token.start.line, isContained: depth + lists > 0 });
    }
    if (!leafBlocks.has(token.type)) continue;
    if (direction === "enter") {
      opened = index;
      continue;
    }
    const start = token.start.offset + shift;
    const end = token.end.offset + shift;
    let content: MarkdownEvents | undefined;
    const read = (): MarkdownEvents => {
      const split = preprocess();
      // A byte order mark is dropped from the first piece alone.
      const chunks = [...split("", undefined, false), ...split(markdown.slice(start, end), undefined, true)];
      content ??= postprocess(inLeaves.text().write(chunks));
      return content;
    };
    const isParagraph = token.type === "paragraph";
    const isOwn = isParagraph && depth === 0;
    leaves.push({ start, end, isParagraph, isOwn, isContained: depth + lists > 0, indexes: [opened, index], read });
  }
  return { leaves, html, events };
}

/** Tokens of micromark and its extensions. */
const foreignBlocks = new Set<string>(["blockQuote", "gfmFootnoteDefinition", "table"]);
const listBlocks = new Set<string>(["listOrdered", "listUnordered"]);
const leafBlocks = new Set<string>(["paragraph", "atxHeadingText", "tableContent"]);
