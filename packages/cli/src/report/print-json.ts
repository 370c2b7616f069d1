import { sourcesFolder } from "@yardmaster/compiler";
import type { Finding, SourceLocation } from "@yardmaster/core";
import type { FindingTexts } from "./finding-texts.ts";
import { type Span, spanOf } from "./span.ts";

/** A finding as programs read it: a contract. A finding about a whole file stands at its first character. */
export interface JsonFinding extends Span {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint?: string;
  readonly file: string;
  /** Where to edit, when `file` is a generated one. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}

export function jsonFinding(finding: Finding, texts: FindingTexts): JsonFinding {
  const { code, severity, message, hint, place, source } = finding;
  const location = locationOf(place ?? { file: sourcesFolder });
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    file: location.file,
    ...spanOf(location, place && "line" in place ? texts.get(location.file) : undefined),
    ...(source ? { source: pointOf(locationOf(source)) } : {}),
  };
}

function locationOf(place: SourceLocation | { readonly file: string }): SourceLocation {
  return "line" in place ? place : { file: place.file, line: 1, column: 1 };
}

function pointOf({ file, line, column }: SourceLocation): { file: string; line: number; column: number } {
  return { file, line, column };
}
