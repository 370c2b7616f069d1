import { fail, ok, type Result } from "@yardmaster/core";
import { type ForeignFinding, isRecord } from "./foreign-finding.ts";
import { readSarif } from "./read-sarif.ts";
import { type ForeignShape, shapes } from "./shapes.ts";

/**
 * Findings of another tool, recognised by their shape.
 * @returns a sentence where they are of none that is known.
 */
export function readForeign(text: string): Result<readonly ForeignFinding[], string> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (isRecord(value) && Array.isArray(value.runs)) return readSarif(value);
  const items = isRecord(value) && Array.isArray(value.comments) ? value.comments : value;
  if (!Array.isArray(items)) return fail(unknown);
  const shape = items.length === 0 ? undefined : shapeOf(items);
  if (!shape) return items.length === 0 ? ok([]) : fail(unknown);
  return ok(items.flatMap((item) => shape.read(item)));
}

const unknown =
  "is JSON of no kind that is known: actionlint's, zizmor's (v1), shellcheck's, annotations of a check run, or SARIF 2.1.0.";

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    return fail(`is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function shapeOf(items: readonly unknown[]): ForeignShape | undefined {
  return shapes.find(({ isOne }) => items.every((item) => isRecord(item) && isOne(item)));
}
