import type { YamlTextError, YamlTree } from "@yardmaster/core";
import type { YAMLError } from "yaml";

const width = 80;

/**
 * An error with its line of the text, to the letter as the `yaml` library prints it (`prettifyError`, 2.9), which is what
 * GitHub's package says: the library itself has the sentence in one of both forms only.
 */
export function quoteError(
  { message, pos: [start, end] }: YAMLError,
  text: string,
  lineStarts: readonly number[],
  positionAt: YamlTree["positionAt"],
): YamlTextError {
  if (start === -1) return { message, range: undefined };
  const range = { start: positionAt(start), end: positionAt(end) };
  const { line, column } = range.start;
  // The lines that it knows when it stops: the last one reaches to the end of the text.
  const lineAt = (number: number): string => text.slice(lineStarts[number - 1], lineStarts[number]);
  let mark = column - 1;
  let quoted = lineAt(line).replace(/[\n\r]+$/, "");
  if (mark >= 60 && quoted.length > width) {
    const cut = Math.min(mark - 39, quoted.length - width + 1);
    quoted = `…${quoted.slice(cut)}`;
    mark -= cut - 1;
  }
  if (quoted.length > width) quoted = `${quoted.slice(0, width - 1)}…`;
  if (line > 1 && /^ *$/.test(quoted.slice(0, mark))) {
    const before = lineAt(line - 1);
    quoted = (before.length > width ? `${before.slice(0, width - 1)}…\n` : before) + quoted;
  }
  const sentence = `${message} at line ${line}, column ${column}`;
  if (!/[^ ]/.test(quoted)) return { message: sentence, range };
  const isOneLine = range.end.line === line && range.end.column > column;
  const count = isOneLine ? Math.max(1, Math.min(range.end.column - column, width - mark)) : 1;
  return { message: `${sentence}:\n\n${quoted}\n${" ".repeat(mark)}${"^".repeat(count)}\n`, range };
}
