import { type Expression, isMap, printExpression, splitTemplate, type Value } from "@yardmaster/core";
import { causesOf, evaluateExpression, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { type Scope, unreadable, unreadableContext } from "./scope.ts";

export type { Scope } from "./scope.ts";

/**
 * A text with its expressions filled in, as GitHub does: alone in its text a value keeps its type, beside others it is
 * written as `format` writes it, objects by their kind. Source: actions/runner, `TemplateReader.ParseScalar`.
 */
export function fillText(text: string, scope: Scope): PartialValue {
  if (!text.includes("${{")) return text;
  const pieces = splitTemplate(text);
  if (!pieces) {
    scope.onFailure?.(text, "GitHub's parser refuses it");
    return new Unknown([text]);
  }
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === "object") return valueOfPiece(only, scope);
  const values = pieces.map((piece) => (typeof piece === "string" ? piece : asText(valueOfPiece(piece, scope))));
  const causes = values.flatMap(causesOf);
  return causes.length > 0 ? new Unknown(causes) : values.join("");
}

/** The same of all texts in a value. */
export function fill(value: Value, scope: Scope): PartialValue {
  if (typeof value === "string") return fillText(value, scope);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => fill(item, scope));
  if (!isMap(value)) return value as PartialValue;
  return fillMap(value, scope);
}

export function fillMap(map: Readonly<Record<string, Value | undefined>>, scope: Scope): PartialMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) =>
      value === undefined ? [] : [[filledKey(key, scope), fill(value, scope)] as const],
    ),
  );
}

/** A map whose values are texts, or one expression in its place, as `env`, `with` and `outputs` are. */
export function fillTexts(value: Value | undefined, scope: Scope): PartialMap | Unknown {
  const filled = typeof value === "string" || isMap(value) ? fill(value, scope) : {};
  if (filled instanceof Unknown) return filled;
  if (typeof filled !== "object" || filled === null) return {};
  return Object.fromEntries(
    Object.entries(filled).map(([key, part]) => [key, textOnly(part as PartialValue, key, scope)]),
  );
}

/**
 * A value where a text has to stand: GitHub takes texts, numbers, booleans and null, and fails on what else an expression
 * comes to. Source: actions/runner, `TemplateEvaluator.Evaluate`.
 */
export function fillAsText(value: Value, scope: Scope): string | Unknown {
  return textOnly(fill(value, scope), typeof value === "string" ? value.trim() : "", scope);
}

function textOnly(value: PartialValue, place: string, { onFailure }: Scope): string | Unknown {
  if (typeof value !== "object" || value === null || value instanceof Unknown) return asText(value);
  onFailure?.(place, `A ${Array.isArray(value) ? "sequence" : "mapping"} was not expected`);
  return new Unknown([place]);
}

/** A value as GitHub puts it into a text; unknown where GitHub fails on it. */
function valueOfExpression(expression: string, scope: Scope): PartialValue {
  const evaluated = evaluateExpression(expression, scope.contexts, scope.answers);
  if (evaluated.ok) return evaluated.value.value;
  scope.onFailure?.(expression, evaluated.error);
  return new Unknown([expression]);
}

/**
 * A value as the text that a variable or an input holds: GitHub writes null as nothing, and objects by their kind.
 * Source: actions/runner, `ExpressionData.ToString`.
 */
export function asText(value: PartialValue | undefined): string | Unknown {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return String(value);
  if (value instanceof Unknown) return value;
  if (typeof value === "object") return Array.isArray(value) ? "Array" : "Object";
  const written = evaluateExpression(numberText, { inputs: value });
  return written.ok ? (written.value.value as string) : "";
}

const numberText = "format('{0}', inputs)";

function valueOfPiece(expression: Expression, scope: Scope): PartialValue {
  let text = printed.get(expression);
  if (text === undefined) {
    text = printExpression(expression);
    printed.set(expression, text);
  }
  const missing = unreadableContext(expression, scope);
  if (missing === undefined) return valueOfExpression(text, scope);
  scope.onFailure?.(text, unreadable(missing));
  return new Unknown([text]);
}

/** Expressions are the same objects wherever the same text stands. */
const printed = new WeakMap<Expression, string>();

/** A key that is an expression stands as it is written where its value is not known. */
function filledKey(key: string, scope: Scope): string {
  if (!key.includes("${{")) return key;
  const filled = asText(fillText(key, scope));
  return typeof filled === "string" ? filled : key;
}
