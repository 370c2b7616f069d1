import { structuredPatch } from "diff";
import type { Paint } from "./paint.ts";
import { visibleText } from "./visible-text.ts";

/** Myers' algorithm is quadratic in changed lines; past this nobody reads them one by one. */
const changedLineLimit = 3000;

/**
 * What separates the file on the disk from the one that the source makes, but for line ends: a byte order mark, blanks at
 * line ends and a carriage return that ends no line are shown. Ends with a newline.
 */
export function unifiedDiff(
  path: string,
  before: Uint8Array | undefined,
  after: { readonly text: string; readonly source: string },
  paint: Paint,
): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const old = before ? decoder.decode(before).replaceAll("\r\n", "\n") : "";
  const oldName = before ? `${path} (on disk)` : "/dev/null";
  const head = [paint.bold(`--- ${oldName}`), paint.bold(`+++ ${path} (made by ${after.source})`)];
  const patch = structuredPatch("", "", old, after.text, undefined, undefined, {
    context: 3,
    maxEditLength: changedLineLimit,
  });
  const body = !patch
    ? [`(more than ${changedLineLimit} lines differ)`]
    : patch.hunks.length === 0
      ? ["(the files differ only in bytes that are no valid UTF-8)"]
      : patch.hunks.flatMap((hunk) => [
          paint.cyan(`@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`),
          ...hunk.lines.map((line) => diffLine(line, paint)),
        ]);
  return `${[...head, ...body].join("\n")}\n`;
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith("+")) return paint.green(`+${showBlanks(line.slice(1))}`);
  if (line.startsWith("-")) return paint.red(`-${showBlanks(line.slice(1))}`);
  return visibleText(line);
}

function showBlanks(line: string): string {
  return visibleText(line).replace(/[ \t]+$/, (blanks) => blanks.replaceAll(" ", "·").replaceAll("\t", "→"));
}

/** An empty range names the line before it. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}
