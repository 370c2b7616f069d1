import {
  causesOf,
  type Evaluation,
  evaluateExpression,
  type FunctionAnswers,
  isMap,
  namesStatusFunction,
  type PartialMap,
  type PartialValue,
  printExpression,
  splitTemplate,
  Unknown,
  type Value,
} from "@yardmaster/core";
import type { ConditionTrace } from "../trace/trace.ts";

/** What stands around an expression. */
export interface Scope {
  /** By name; the same object for all that is evaluated at one place. */
  readonly contexts: PartialMap;
  readonly answers: FunctionAnswers;
}

/** A text with its expressions filled in, as GitHub does: alone in its text a value keeps its type. */
export function fillText(text: string, scope: Scope): PartialValue {
  if (!text.includes("${{")) return text;
  const pieces = splitTemplate(text);
  if (!pieces) return new Unknown([text]);
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === "object") return valueOfExpression(printExpression(only), scope);
  const values = pieces.map((piece) => (typeof piece === "string" ? piece : textOf(printExpression(piece), scope)));
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
    Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, fill(value, scope)]])),
  );
}

/** A value as GitHub puts it into a text; unknown where GitHub fails on it. */
export function valueOfExpression(expression: string, { contexts, answers }: Scope): PartialValue {
  const evaluated = evaluateExpression(expression, contexts, answers);
  return evaluated.ok ? evaluated.value.value : new Unknown([expression]);
}

function textOf(expression: string, scope: Scope): PartialValue {
  return valueOfExpression(`format('{0}', ${expression})`, scope);
}

/**
 * A value as the text that a variable or an input holds: GitHub writes null as nothing, and objects by their kind.
 * Source: actions/runner, `ExpressionData.ToString`.
 */
export function asText(value: PartialValue | undefined): string | Unknown {
  if (value === undefined) return "";
  if (value instanceof Unknown) return value;
  const written = evaluateExpression("format('{0}', inputs)", { inputs: value });
  return written.ok ? (written.value.value as string | Unknown) : "";
}

/**
 * The `if` of a job or step as GitHub judges it: without a status function in it, `success() &&` stands in front.
 * Source: actions/runner, `ConvertToIfCondition`.
 */
export function judgeCondition(condition: Value | undefined, scope: Scope): ConditionTrace {
  const text = condition === undefined || condition === null ? undefined : String(condition);
  const evaluated = conditionText(text);
  const result = evaluateExpression(evaluated, scope.contexts, scope.answers);
  const written = text === undefined ? {} : { text };
  if (!result.ok) {
    const value = new Unknown([evaluated]);
    return { ...written, evaluated, tree: { text: evaluated, kind: "operation", value, parts: [] } };
  }
  const evaluation: Evaluation = result.value;
  return {
    ...written,
    evaluated,
    truth: evaluation.truth,
    get tree() {
      return evaluation.tree;
    },
  };
}

/** A condition as the one expression that GitHub makes of it. */
export function conditionText(text: string | undefined): string {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return "success()";
  if (!trimmed.includes("${{")) return withStatus(trimmed);
  const pieces = splitTemplate(text ?? "");
  if (!pieces) return trimmed;
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === "object") return withStatus(printExpression(only));
  // Text around an expression makes a text of the whole, which counts as true unless it is empty.
  const format = pieces.map((piece, index) =>
    typeof piece === "string" ? escaped(piece) : `{${numberOf(pieces, index)}}`,
  );
  const values = pieces.filter((piece) => typeof piece === "object").map((piece) => printExpression(piece));
  return withStatus(`format('${format.join("")}', ${values.join(", ")})`);
}

function withStatus(text: string): string {
  const [expression] = splitTemplate(`\${{ ${text} }}`) ?? [];
  if (typeof expression !== "object" || namesStatusFunction(expression)) return text;
  return `success() && (${text})`;
}

function numberOf(pieces: readonly unknown[], index: number): number {
  return pieces.slice(0, index).filter((piece) => typeof piece === "object").length;
}

function escaped(text: string): string {
  return text.replaceAll("'", "''").replaceAll("{", "{{").replaceAll("}", "}}");
}
