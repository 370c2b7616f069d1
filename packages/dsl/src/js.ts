import { AuthoringError, printExpression } from "@yardmaster/core";
import { interpolationPlace } from "./diagnostics.ts";
import { JavaScriptScanner } from "./javascript-scanner.ts";
import {
  dedent,
  type HoistedValue,
  hoisted,
  type Interpolation,
  refuseUnsafeText,
  type Script,
  type ScriptContexts,
  templateTexts,
} from "./script.ts";

/**
 * The body of an `actions/github-script` step. An interpolated expression becomes an `env` entry and is read as
 * `process.env.NAME`, a text; plain text and numbers become JSON literals.
 * @throws AuthoringError where it would not be code: quotes, template literals, comments, regular expressions.
 */
export function js(parts: TemplateStringsArray, ...values: readonly Interpolation<ScriptContexts>[]): Script {
  const texts = dedent(templateTexts(parts));
  refuseUnsafeText(texts, "JavaScript");
  const scanner = new JavaScriptScanner();
  const pieces: (string | HoistedValue)[] = [];
  for (const [index, text] of texts.entries()) {
    scanner.feed(text);
    pieces.push(text);
    if (index < values.length) pieces.push(interpolate(values[index], scanner));
  }
  return { language: "JavaScript", parts: pieces };
}

function interpolate(value: unknown, scanner: JavaScriptScanner): string | HoistedValue {
  const named = hoisted(value);
  const place = scanner.refusedPlace();
  if (place !== undefined) {
    const expression = named ? printExpression(named.expression) : String(value);
    throw new AuthoringError(interpolationPlace({ language: "JavaScript", place, expression }));
  }
  scanner.skipValue();
  return named ? { ...named, print: (variable) => `process.env.${variable}` } : JSON.stringify(value);
}
