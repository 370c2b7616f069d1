import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { locateJsonError } from "./locate-json-error.ts";
import { notJson } from "./problems.ts";

/** @returns undefined for what is no JSON: for readers that then find no field */
export function parseJsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param file for the diagnostic only */
export function parseJson(text: string, file: string): Result<unknown, Diagnostic> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = locateJsonError(text);
    return fail(notJson({ file, ...position }, { location: { file, ...position } }));
  }
}
