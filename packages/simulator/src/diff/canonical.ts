import {
  type Expression,
  foldExpression,
  isMap,
  mapExpression,
  printExpression,
  splitTemplate,
  type Value,
} from "@yardmaster/core";
import { conditionText } from "../evaluate/condition.ts";

/** A text with each of its expressions in one spelling; one that GitHub's parser refuses stays as it is. */
export function canonicalText(text: string): string {
  if (!text.includes("${{")) return text;
  const pieces = splitTemplate(text);
  if (!pieces) return text;
  return pieces.map((piece) => (typeof piece === "string" ? piece : printPiece(piece))).join("");
}

function printPiece(piece: Expression): string {
  const folded = canonicalExpression(piece);
  return folded.kind === "literal" && typeof folded.value === "string"
    ? folded.value
    : `\${{ ${printExpression(folded)} }}`;
}

/** GitHub ignores the case of contexts, properties and functions. */
function canonicalExpression(expression: Expression): Expression {
  return foldExpression(
    mapExpression(expression, (part) =>
      part.kind === "context" || part.kind === "property" || part.kind === "call"
        ? { ...part, name: part.name.toLowerCase() }
        : part,
    ),
  );
}

/** A scalar as the text that a variable or an input holds. */
export function scalarText(value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return canonicalText(value);
  return typeof value === "object" ? canonicalData(value) : String(value);
}

/** The same as it is written. */
export function writtenText(value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Data in one spelling: keys sorted, types kept. */
export function canonicalData(value: Value | undefined): string {
  return JSON.stringify(sorted(value)) ?? "null";
}

function sorted(value: Value | undefined): unknown {
  if (typeof value === "string") return canonicalText(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** The `if` of a job or step with what GitHub adds; undefined where its parser refuses it. */
export function conditionOf(condition: Value | undefined): Expression | undefined {
  const text = condition === undefined || condition === null ? undefined : String(condition);
  return parseCondition(conditionText(text));
}

/** @param text one expression. */
export function parseCondition(text: string): Expression | undefined {
  const [only, ...more] = splitTemplate(`\${{ ${text} }}`) ?? [];
  return typeof only === "object" && more.length === 0 ? canonicalExpression(only) : undefined;
}

/** As it is compared: two of one text hold in the same cases. */
export function canonicalCondition(condition: Value | undefined): string {
  const expression = conditionOf(condition);
  return expression ? printExpression(expression) : String(condition);
}
