import type { SourceLocation } from "@yardmaster/core";

/** Lines and columns count from 1; the end is exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const token = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|"[^"]*"|'[^']*'|`[^`]*`|\d+|\S)/u;

/** A location without an end, such as one from a stack trace, extends over the token that begins there. */
export function spanOf(location: SourceLocation, text: string | undefined): Span {
  const { line, column, endLine = line, endColumn } = location;
  if (endColumn !== undefined) return { line, column, endLine, endColumn };
  const rest = text?.split(/\r?\n/)[line - 1]?.slice(column - 1) ?? "";
  return { line, column, endLine: line, endColumn: column + (token.exec(rest)?.[0].length ?? 0) };
}
