import { parse, postprocess, preprocess } from "micromark";
import { setextUnderline } from "micromark-core-commonmark";
import { gfmFootnote } from "micromark-extension-gfm-footnote";
import { gfmTable } from "micromark-extension-gfm-table";
import type { HiddenBy } from "./refusals.ts";

/** A paragraph that readers of a comment see as its author's own words. Offsets are in UTF-16 code units. */
export interface Paragraph {
  readonly start: number;
  /** The offset after it. */
  readonly end: number;
  /** What of it readers see in another form or not at all, in the order in which it begins. */
  hiddenRanges(): readonly HiddenRange[];
}

export interface HiddenRange {
  readonly start: number;
  readonly end: number;
  readonly what: HiddenBy;
}

/**
 * The paragraphs of a comment and of its lists, and the text above the underline of a heading. Code, HTML and definitions
 * are none, and those of quotes (alerts among them), footnotes and tables are left out: GitHub shows them as an example,
 * as somebody else's words, elsewhere or not at all.
 */
export function readParagraphs(markdown: string): readonly Paragraph[] {
  const blocks = parse({ extensions });
  // What stands in a paragraph cannot change the blocks, and takes the most time: it is read where somebody asks for it.
  blocks.constructs.text = Object.fromEntries(lineEnds.map((code) => [code, blocks.constructs.text[code]]));
  const events = postprocess(blocks.document().write(preprocess()(markdown, undefined, true)));
  const { defined, gfmFootnotes } = blocks;
  const inBlocks = Object.assign(parse({ extensions }), { defined, gfmFootnotes });
  // The parser drops a byte order mark and counts from what follows it.
  const shift = markdown.startsWith("\ufeff") ? 1 : 0;
  const paragraphs: Paragraph[] = [];
  let depth = 0;
  for (const [direction, token] of events) {
    if (foreignBlocks.has(token.type)) depth += direction === "enter" ? 1 : -1;
    if (direction === "exit" || token.type !== "paragraph" || depth > 0) continue;
    const start = token.start.offset + shift;
    const end = token.end.offset + shift;
    const hiddenRanges = (): readonly HiddenRange[] => {
      const source = markdown.slice(start, end);
      const split = preprocess();
      // A byte order mark is dropped from the first piece alone.
      const chunks = [...split("", undefined, false), ...split(source, undefined, true)];
      return readHiddenRanges(postprocess(inBlocks.text().write(chunks)), source, start);
    };
    paragraphs.push({ start, end, hiddenRanges });
  }
  return paragraphs;
}

type Events = ReturnType<typeof postprocess>;

/** Tokens of micromark and its extensions. */
const foreignBlocks = new Set<string>(["blockQuote", "gfmFootnoteDefinition", "table"]);

/** A link is hidden but for its words: its marks, its address and its title. */
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
]);

/**
 * A single `$` is text: whether GitHub takes two of them for a formula depends on their neighbours, by rules that it does
 * not publish. Character references and emphasis are text as their author wrote it.
 */
const doubleDollar = /(?<!\$)\$\$(?!\$)/g;

function readHiddenRanges(events: Events, source: string, offset: number): readonly HiddenRange[] {
  const ranges: HiddenRange[] = [];
  let depth = 0;
  let opening: number | undefined;
  for (const [direction, token] of events) {
    const start = token.start.offset;
    const end = token.end.offset;
    const what = hidingTokens.get(token.type);
    if (what && direction === "exit") depth--;
    if (direction === "exit") continue;
    if (what && depth++ === 0) ranges.push({ start: offset + start, end: offset + end, what });
    if (token.type !== "data" || depth > 0) continue;
    for (const match of source.slice(start, end).matchAll(doubleDollar)) {
      const at = offset + start + match.index;
      if (opening !== undefined) ranges.push({ start: opening, end: at + 2, what: "a formula" });
      opening = opening === undefined ? at : undefined;
    }
  }
  return ranges.sort((one, other) => one.start - other.start);
}

const footnotes = gfmFootnote();
/** Without the step that makes the underline and the line before it one heading: it copies all that came before. */
const underline = { name: "setextUnderlineInPlace", tokenize: setextUnderline.tokenize };
const hyphen = 45;
const equals = 61;
const openingBracket = 91;
/** As micromark has them: CR, LF and both. */
const lineEnds = [-5, -4, -3];

/**
 * What hides nothing and takes quadratic time is left out: emphasis (21 s for 64 KB of `*a_ `), the making of headings
 * (45 s for `a\n-\n`), and footnotes that begin like an image (13 s for `]`).
 */
const extensions: NonNullable<NonNullable<Parameters<typeof parse>[0]>["extensions"]> = [
  gfmTable(),
  { document: footnotes.document, text: { [openingBracket]: footnotes.text?.[openingBracket] } },
  { flow: { [hyphen]: underline, [equals]: underline } },
  { disable: { null: ["attention", "setextUnderline"] } },
];
