import { containerPrefix, countContainers } from "./measure-effort.ts";

/**
 * The lines that directly follow a line of text without standing as deep in its containers: for CommonMark what begins
 * there stands after them. Numbers count from 1.
 */
export function findLazyLines(markdown: string): ReadonlySet<number> {
  const lazy = new Set<number>();
  /** Of the last line with a container since the last blank one, or of the first line after that. */
  let above: string | undefined;
  for (const [index, line] of markdown.split(/\r\n|\r|\n/).entries()) {
    const prefix = containerPrefix(line);
    if (prefix.length === line.length) {
      above = undefined;
      continue;
    }
    if (above !== undefined && (widthOf(prefix) < widthOf(above) || quotesOf(prefix) < quotesOf(above))) {
      lazy.add(index + 1);
    }
    if (above === undefined || countContainers(prefix) > 0) above = prefix;
  }
  return lazy;
}

function quotesOf(prefix: string): number {
  return prefix.split(">").length;
}

function widthOf(prefix: string): number {
  let width = 0;
  for (const character of prefix) width = character === "\t" ? width - (width % 4) + 4 : width + 1;
  return width;
}
