import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import { mapTemplate } from "../expressions/map-template.ts";
import type { Value } from "../model/model.ts";

export interface ExpressionAt {
  /** Of the text that holds it. */
  readonly path: ModelPath;
  readonly expression: Expression;
}

/**
 * Every expression of a model, in the order in which they stand: between `${{ }}`, and in an `if` without them. One that
 * GitHub's parser refuses is left out.
 */
export function expressionsIn(value: Value | undefined, path: ModelPath = []): readonly ExpressionAt[] {
  if (typeof value === "string") return expressionsOf(value, path);
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [string | number, Value | undefined])[] = Array.isArray(value)
    ? value.map((item: Value, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => expressionsIn(item, [...path, key]));
}

function expressionsOf(text: string, path: ModelPath): readonly ExpressionAt[] {
  const found: ExpressionAt[] = [];
  mapTemplate(text, isCondition(path), (expression) => {
    found.push({ path, expression });
    return expression;
  });
  return found;
}

/** `jobs.<id>.if`, and the `if` of a step at any depth. */
function isCondition(path: ModelPath): boolean {
  const [key, holder] = [path.at(-1), path.at(-2)];
  return key === "if" && (typeof holder === "number" || (path.length === 3 && path[0] === "jobs"));
}
