import { containerPrefix, countContainers } from "./measure-effort.ts";

/**
 * A comment with its lines changed so that this program reads them as GitHub's does: an empty task is an item without text,
 * and HTML that directly follows the text of a list or a quote, without standing as deep, stands after it. Lines are
 * added, none is taken away.
 */
export function asOthersRead(markdown: string): string {
  return separateLazyHtml(markdown).replace(emptyTask, "$1   ");
}

const emptyTask = /((?:[-*+]|[.)])[ \t]+)\[[ xX]\](?=[ \t]*$)/gm;

/** Puts a blank line before such HTML, in the same quotes. */
function separateLazyHtml(markdown: string): string {
  /** Of the last line with a container since the last blank one, or of the first line after that. */
  let above: string | undefined;
  const parts = markdown.split(/(\r\n|\r|\n)/).map((line, index) => {
    if (index % 2 === 1) return line;
    const prefix = containerPrefix(line);
    if (prefix.length === line.length) {
      above = undefined;
      return line;
    }
    const isLazy = above !== undefined && (widthOf(prefix) < widthOf(above) || quotesOf(prefix) < quotesOf(above));
    const isSeparated = isLazy && /^<[a-z/!?]/i.test(line.slice(prefix.length));
    if (above === undefined || countContainers(prefix) > 0) above = prefix;
    return isSeparated ? `${/^(?: {0,3}>)*/.exec(prefix)?.[0] ?? ""}\n${line}` : line;
  });
  return parts.join("");
}

function quotesOf(prefix: string): number {
  return prefix.split(">").length;
}

function widthOf(prefix: string): number {
  let width = 0;
  for (const character of prefix) width = character === "\t" ? width - (width % 4) + 4 : width + 1;
  return width;
}
