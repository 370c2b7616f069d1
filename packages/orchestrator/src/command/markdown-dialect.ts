import type { compile, parse, postprocess } from "micromark";
import { setextUnderline } from "micromark-core-commonmark";
import { gfmFootnote, gfmFootnoteHtml } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough, gfmStrikethroughHtml } from "micromark-extension-gfm-strikethrough";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";

export type MarkdownEvents = ReturnType<typeof postprocess>;
export type MarkdownToken = MarkdownEvents[number][1];
type ParseOptions = NonNullable<Parameters<typeof parse>[0]>;
type PrintOptions = NonNullable<Parameters<typeof compile>[0]>;

/** As micromark has them: CR, LF and both. */
export const lineEnds = [-5, -4, -3];

const footnotes = gfmFootnote();
/** Without the step that makes the underline and the line before it one heading: it copies all that came before. */
const underline = { name: "setextUnderlineInPlace", tokenize: setextUnderline.tokenize };
const hyphen = 45;
const equals = 61;
const openingBracket = 91;

/**
 * What hides nothing and takes quadratic time is left out: the making of headings (45 s for `a\n-\n`), and footnotes that
 * begin like an image (13 s for `]`).
 */
export const dialect: ParseOptions["extensions"] = [
  gfmTable(),
  gfmStrikethrough(),
  { document: footnotes.document, text: { [openingBracket]: footnotes.text?.[openingBracket] } },
  { flow: { [hyphen]: underline, [equals]: underline } },
  { disable: { null: ["setextUnderline"] } },
];

/** How a page is printed; the line under a heading is none of it, since the heading stays a paragraph. */
export const pageDialect: PrintOptions["htmlExtensions"] = [
  gfmTableHtml(),
  gfmStrikethroughHtml(),
  gfmFootnoteHtml(),
  { exit: { setextHeadingLineSequence: () => undefined } },
];
