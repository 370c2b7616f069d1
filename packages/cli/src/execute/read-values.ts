import { asMap, fail, ok, type Result, type Value } from "@yardmaster/core";

/** Texts by name from a JSON object. @returns on failure the rest of a sentence that begins with the file's name. */
export function readValues(text: string): Result<Readonly<Record<string, string>>, string> {
  const values = asMap(parse(text));
  if (!values) return fail("is no JSON object");
  const odd = Object.entries(values).find(([, value]) => typeof value !== "string");
  if (odd) return fail(`gives ${JSON.stringify(odd[0])} no text`);
  return ok(values as Readonly<Record<string, string>>);
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
