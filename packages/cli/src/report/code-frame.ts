import type { Span } from "./span.ts";
import { visibleText } from "./visible-text.ts";

const widthLimit = 120;

/** The line of a span with carets below it; undefined when the text has no such line. Long lines are cut around it. */
export function codeFrame(span: Span, text: string): readonly [string, string] | undefined {
  const line = text.split(/\r?\n/)[span.line - 1];
  if (line === undefined) return undefined;
  const start = Math.max(0, span.column - 1 - widthLimit / 2);
  const shown = line.slice(start, start + widthLimit);
  const from = Math.min(span.column - 1 - start, shown.length);
  const to = span.endLine === span.line ? Math.min(span.endColumn - 1 - start, shown.length) : shown.length;
  const before = visibleText(shown.slice(0, from));
  const marked = visibleText(shown.slice(from, to));
  const number = String(span.line).padStart(4);
  const pad = before.replaceAll(/[^\t]/g, " ");
  return [
    `${number} | ${before}${marked}${visibleText(shown.slice(to))}`.trimEnd(),
    `     | ${pad}${"^".repeat(Math.max(1, marked.length))}`,
  ];
}
