import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { locateJsonError } from "@yardmaster/core/json";
import { notJson, repeatedKey } from "../reasons/problems.ts";
import { findRepeatedKey } from "./find-repeated-key.ts";

/** @returns undefined for what {@link parseJson} refuses: for readers that then find no field */
export function parseJsonOrNothing(text: string): unknown {
  const json = parseJson(text, "");
  return json.ok ? json.value : undefined;
}

/**
 * JSON of which no object has a key twice: two programs that read it would read two things.
 * @param file for the diagnostic only
 */
export function parseJson(text: string, file: string): Result<unknown, Diagnostic> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = locateJsonError(text);
    return fail(notJson({ file, ...position }, { location: { file, ...position } }));
  }
  const repeated = findRepeatedKey(text);
  if (!repeated) return ok(value);
  const { line, column } = repeated;
  return fail(repeatedKey({ file, ...repeated }, { location: { file, line, column } }));
}
