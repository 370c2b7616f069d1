/**
 * Upper bounds of what the Markdown parser makes of a text, counted from its characters: one unit is about 100 ns of a
 * core of 2025. Most texts cost time in proportion to their length; what does not is counted for what it costs.
 */

const unitsOfLine = 150;
const unitsOfMark = 150;
/** Of a line that may begin a table, a footnote or a definition, and is read once more for it. */
const unitsOfAttempt = 200;
const unitsOfOpenContainer = 6;

/**
 * Of the blocks. A container that opens or closes in the midst of others moves all the events before it, a blank line asks
 * every container that is open, and a line that goes on without the mark of its container looks back to where that began.
 */
export function measureBlocks(lines: readonly string[]): number {
  let marks = 0;
  let moves = 0;
  let attempts = 0;
  let run = 0;
  let deepest = 0;
  let lazySum = 0;
  let open = 0;
  let openSum = 0;
  let last = "";
  for (const line of lines) {
    const prefix = containerPrefix(line);
    const containers = countContainers(prefix);
    marks += containers;
    const isBlank = prefix.length === line.length;
    if (!isBlank) open = containers + columnsOf(prefix) / 2;
    const endsText = /^(?: {0,3}>)*[ \t]*$/.test(line);
    run = endsText ? 0 : run + 1;
    // Four blanks before a mark make it text of the paragraph that goes on.
    const goesOn = /^ {4}/.test(line) ? 0 : containers;
    deepest = endsText ? 0 : Math.max(deepest, goesOn);
    if (goesOn === 0 || goesOn < deepest) lazySum += run;
    openSum += open;
    if (/\||^[ \t]*\[/.test(line)) attempts++;
    if (prefix !== last || containers > 1) moves++;
    last = prefix;
  }
  const moved = (moves * (lines.length + marks)) / 3;
  const linear = lines.length * unitsOfLine + marks * unitsOfMark + attempts * unitsOfAttempt;
  return linear + openSum * unitsOfOpenContainer + moved + (marks > 0 ? lazySum / 6 : 0);
}

/** Blanks and marks of quotes, lists and footnotes with which a line begins. */
export function containerPrefix(line: string): string {
  return /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:))*[ \t]*/.exec(line)?.[0] ?? "";
}

export function countContainers(prefix: string): number {
  return count(prefix, /\[\^[^\]]*\]:|>|[-*+]|[.)]/g);
}

function columnsOf(prefix: string): number {
  return prefix.length + 3 * count(prefix, /\t/g);
}

/**
 * Of the text of one paragraph. A closing bracket looks for its opening one and reads what stands between, an image in an
 * image is moved with it, and for HTML that is not closed the rest is searched.
 */
export function measureText(text: string): number {
  const closers = count(text, /\]/g) - count(text, nearBrackets);
  const images = count(text, /!\[/g);
  const openHtml = count(text, /<[!?]/g);
  const pieces = count(text, /[\\`<&[\]!$*_~\r\n]/g);
  return (
    text.length * (closers / 12 + openHtml / 6) + pieces * (closers * 1.7 + images * 4) + pieces ** 2 / 60 + pieces * 10
  );
}

/** A pair with nothing between that could keep the first one from being the other's: it is found at once. */
const nearBrackets = /(?<!\\)\[[^[\]`<>\\]{0,200}\]/g;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Of the page. Formatting that is left open is opened again in each block, and an end tag looks for its element. */
export function measurePage(page: string): number {
  let rest = page;
  for (let level = 0; level < 4; level++) rest = rest.replace(closedElement, "");
  const formatting = count(rest, /<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![\w-])/gi);
  const open = count(rest, /<[a-z]/gi);
  const tags = count(page, /<[a-z/]/gi);
  const attributes = [...page.matchAll(/<[a-z][^<>]*/gi)].reduce((sum, [tag]) => sum + count(tag, /\s[^\s=]/g) ** 2, 0);
  return tags * 15 + formatting * tags * 8 + (open * tags) / 100 + attributes / 10;
}

/** With nothing but text and what needs no end in it, so that its end tag closes it at once. */
const closedElement =
  /<([a-z][\w-]*)(?![\w-])[^<>]*>(?:[^<]|<(?:br|img|hr)(?![\w-])[^<>]*>)*<\/\1>|<(?:br|img|hr)(?![\w-])[^<>]*>/gi;
