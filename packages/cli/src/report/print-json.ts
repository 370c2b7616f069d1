import { sourcesFolder } from "@yardmaster/compiler";
import type { Finding, LocatedEdit, RelatedPlace, SourceLocation } from "@yardmaster/core";
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
  readonly source?: JsonPoint;
  /** Further places that have to do with it. */
  readonly related?: readonly ({ readonly message: string } & Partial<JsonPoint>)[];
  /** Ways to correct it that a program could take, each as a whole. */
  readonly fixes?: readonly JsonFix[];
}

interface JsonPoint {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface JsonFix {
  readonly title: string;
  /** `safe` ones keep or restore what was meant; somebody has to agree to `unsafe` ones. */
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly JsonEdit[];
}

/** A value or another key for a node of the workflow, with the place where its author wrote it, or a text for a range of a file. */
type JsonEdit =
  | ({ readonly node: string; readonly value: string | number | boolean | null } & Partial<JsonPoint>)
  | ({ readonly node: string; readonly key: string } & Partial<JsonPoint>)
  | ({ readonly file: string; readonly text: string } & Span);

export function jsonFinding(finding: Finding, texts: FindingTexts): JsonFinding {
  const { code, severity, message, hint, place, source, related, fixes } = finding;
  const location = locationOf(place ?? { file: sourcesFolder });
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    file: location.file,
    ...spanOf(location, place && "line" in place ? texts.get(location.file) : undefined),
    ...(source ? { source: pointOf(locationOf(source)) } : {}),
    ...(related ? { related: related.map((at) => ({ message: at.message, ...pointIn(at) })) } : {}),
    ...(fixes ? { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(jsonEdit) })) } : {}),
  };
}

function jsonEdit(edit: LocatedEdit): JsonEdit {
  if ("node" in edit) {
    const change = "key" in edit ? { key: edit.key } : { value: edit.value };
    return { node: edit.node, ...change, ...pointIn(edit) };
  }
  const { file, line, column, endLine, endColumn } = edit.place;
  return { file, line, column, endLine, endColumn, text: edit.text };
}

function pointIn({ place }: Pick<RelatedPlace, "place">): Partial<JsonPoint> {
  return place ? pointOf(locationOf(place)) : {};
}

function locationOf(place: SourceLocation | { readonly file: string }): SourceLocation {
  return "line" in place ? place : { file: place.file, line: 1, column: 1 };
}

function pointOf({ file, line, column }: SourceLocation): JsonPoint {
  return { file, line, column };
}
