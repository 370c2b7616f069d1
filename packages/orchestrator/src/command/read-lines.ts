import type { Diagnostic } from "@yardmaster/core";
import { nameToEmoji } from "gemoji";
import { findHiddenRanges } from "./find-hidden-ranges.ts";
import { dollar, findPossiblePair, tilde } from "./find-possible-pair.ts";
import type { MarkdownEvents, MarkdownToken } from "./markdown-dialect.ts";
import { type HiddenBy, hiddenText } from "./refusals.ts";
import { splitWords } from "./split-words.ts";

/** A line of a leaf, without the blanks around it. */
export interface LeafLine {
  readonly text: string;
  /** Offsets in the leaf. */
  readonly start: number;
  readonly end: number;
}

export interface ReadLine<Line extends LeafLine> {
  readonly line: Line;
  /** Why it is refused: readers see a part of it in another form, or not at all. */
  readonly refused: Diagnostic | undefined;
  /** The text with which it begins. */
  readonly token: MarkdownToken | undefined;
}

/**
 * How readers see some lines of a leaf. Those that begin in code, in the words for an image, in a link's title and the like
 * are left out: they are no lines.
 * @param source of the leaf
 * @param lines in their order
 */
export function readLines<Line extends LeafLine>(
  events: MarkdownEvents,
  source: string,
  lines: readonly Line[],
): readonly ReadLine<Line>[] {
  const hidden = findHiddenRanges(events, source);
  const texts = events.flatMap(([direction, token]) => (direction === "enter" && token.type === "data" ? [token] : []));
  const pairs = (
    [
      ["a formula", dollar],
      ["struck-out text", tilde],
    ] as const
  ).flatMap(([what, mark]) => {
    const pair = findPossiblePair(events, source, mark);
    return pair ? [{ ...pair, what }] : [];
  });
  const read: ReadLine<Line>[] = [];
  let nextHidden = 0;
  let nextText = 0;
  for (const line of lines) {
    while ((hidden[nextHidden]?.end ?? Number.POSITIVE_INFINITY) <= line.start) nextHidden++;
    while ((texts[nextText]?.end.offset ?? Number.POSITIVE_INFINITY) <= line.start) nextText++;
    const range = hidden[nextHidden];
    if (range && range.start <= line.start) continue;
    const inPair = pairs.find((pair) => pair.start < line.end && pair.end > line.start);
    const what = range && range.start < line.end ? range.what : (inPair?.what ?? findOtherForm(line.text));
    read.push({ line, refused: what && hiddenText({ what }), token: texts[nextText] });
  }
  return read;
}

/** What GitHub makes of a line that is plain text in Markdown. */
function findOtherForm(line: string): HiddenBy | undefined {
  if ([...line.matchAll(emojiName)].some(([, name = ""]) => isEmoji(name))) return "the name of an emoji";
  const seen = line.replace(/\\(["\\])/g, "$1").replace(/[ \t]+/g, " ");
  if (seen === line) return undefined;
  const words = splitWords(line);
  // What cannot be read is refused for that.
  if (!words.ok) return undefined;
  const seenWords = splitWords(seen);
  const isAmbiguous = seenWords.ok && !isSame(seenWords.value, words.value);
  let at = 0;
  for (const { value } of words.value) {
    if (value === undefined) continue;
    at = seen.indexOf(value, at);
    if (at < 0) return line.includes("\\") ? "a backslash escape" : "several blanks in a row";
    at += value.length;
  }
  return isAmbiguous ? "a backslash escape" : undefined;
}

type Words = Extract<ReturnType<typeof splitWords>, { ok: true }>["value"];

function isSame(one: Words, other: Words): boolean {
  return (
    one.length === other.length &&
    one.every(({ text, value }, index) => text === other[index]?.text && value === other[index]?.value)
  );
}

const emojiName = /:(?=([\w+-]{1,60}):)/g;

function isEmoji(name: string): boolean {
  return Object.hasOwn(nameToEmoji, name.toLowerCase()) || pictures.has(name.toLowerCase());
}

/** GitHub's own names, which are no characters of Unicode: https://api.github.com/emojis. */
const pictures = new Set(
  [
    "accessibility atom basecamp basecampy bowtie copilot dependabot electron feelsgood finnadie fishsticks goberserk",
    "godmode hurtrealbad neckbeard octocat rage1 rage2 rage3 rage4 shipit suspect trollface",
  ]
    .join(" ")
    .split(" "),
);
