import type { Diagnostic } from "@yardmaster/core";
import type { Message } from "esbuild";
import {
  sourceAwaits,
  sourceImportMeta,
  sourceImportMissing,
  sourceInvalid,
  sourceSuspicious,
} from "../diagnostics.ts";

/** What esbuild refuses, at its line of TypeScript. */
export function diagnoseMessage(message: Message): Diagnostic {
  const place = message.location ? { location: locate(message.location) } : undefined;
  if (message.id === "empty-import-meta") return sourceImportMeta({}, place);
  if (message.text.startsWith("Top-level await")) return sourceAwaits({}, place);
  const problem = message.text.replaceAll(/\s+/g, " ");
  return problem.startsWith("Could not resolve")
    ? sourceImportMissing({ problem }, place)
    : sourceInvalid({ problem }, place);
}

/** What esbuild compiles and doubts, such as an import that is always undefined. It doubts no packages. */
export function diagnoseWarning({ text, location }: Message): Diagnostic {
  const problem = text.replaceAll(/\s+/g, " ");
  return sourceSuspicious({ problem }, location ? { location: locate(location) } : undefined);
}

/** esbuild counts columns and lengths in bytes of UTF-8, from 0. */
function locate({ file, line, column, length, lineText }: NonNullable<Message["location"]>) {
  const bytes = new TextEncoder().encode(lineText);
  const units = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to)).length;
  const start = units(0, column) + 1;
  return { file, line, column: start, endLine: line, endColumn: start + Math.max(1, units(column, column + length)) };
}
