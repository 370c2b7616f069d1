import { AuthoringError, printExpression } from "@yardmaster/core";
import { interpolationPlace } from "./diagnostics.ts";
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
import { ShellScanner } from "./shell-scanner.ts";

/**
 * A shell script. An interpolated expression becomes an `env` entry of the step and a quoted variable: `"$NAME"` where
 * it stands bare, `${NAME}` inside double quotes. Plain text and numbers become quoted literals.
 * @throws AuthoringError where a variable would not be expanded, or not be safe: single quotes, a here-document,
 * arithmetic, `${}`, backticks, a comment.
 */
export function sh(parts: TemplateStringsArray, ...values: readonly Interpolation<ScriptContexts>[]): Script {
  const texts = dedent(templateTexts(parts));
  refuseUnsafeText(texts, "shell");
  const scanner = new ShellScanner();
  const pieces: (string | HoistedValue)[] = [];
  for (const [index, text] of texts.entries()) {
    scanner.feed(text);
    pieces.push(text);
    if (index < values.length) pieces.push(interpolate(values[index], scanner));
  }
  return { language: "shell", parts: pieces };
}

function interpolate(value: unknown, scanner: ShellScanner): string | HoistedValue {
  const place = scanner.place();
  const named = hoisted(value);
  if (place.kind === "refused") {
    const expression = named ? printExpression(named.expression) : String(value);
    throw new AuthoringError(interpolationPlace({ language: "shell", place: place.name, expression }));
  }
  scanner.skipValue();
  const quoted = place.kind === "double-quotes";
  if (named) return { ...named, print: (variable) => (quoted ? `\${${variable}}` : `"\${${variable}}"`) };
  return quoted ? String(value).replace(/["\\$`]/g, "\\$&") : quoteLiteral(String(value));
}

function quoteLiteral(text: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
