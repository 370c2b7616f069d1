import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import { readTemplate } from "../expressions/map-template.ts";
import type { Value } from "../model/model.ts";

export interface ExpressionAt {
  /** Of the text that holds it. */
  readonly path: ModelPath;
  readonly expression: Expression;
  /** As it is written, without `${{ }}` and the blanks at its ends. */
  readonly text: string;
  /** The text of an `if`, or one between `${{ }}` in it. */
  readonly isCondition: boolean;
  /** Nothing stands around it in its text, so that its value keeps its type. */
  readonly isWhole: boolean;
}

/**
 * Every expression of a model, in the order in which they stand: between `${{ }}`, and in an `if` without them. One that
 * GitHub's parser refuses is left out.
 */
export function expressionsIn(value: Value | undefined, path: ModelPath = []): readonly ExpressionAt[] {
  const found: ExpressionAt[] = [];
  collect(value, path, found);
  return found;
}

function collect(value: Value | undefined, path: ModelPath, found: ExpressionAt[]): void {
  if (typeof value === "string") {
    const isCondition = isConditionAt(path);
    if (isCondition || value.includes("${{")) {
      for (const part of readTemplate(value, isCondition)) found.push({ path, isCondition, ...part });
    }
  } else if (typeof value === "object" && value !== null) {
    if (Array.isArray(value)) {
      value.forEach((item: Value, index) => {
        collect(item, [...path, index], found);
      });
    } else for (const [key, item] of Object.entries(value)) collect(item, [...path, key], found);
  }
}

/** Whether a text there is an expression without `${{ }}`, too: the `if` of a job, of its snapshot, or of a step at any depth. */
export function isConditionAt(path: ModelPath): boolean {
  const [key, holder, list] = [path.at(-1), path.at(-2), path.at(-3)];
  if (key !== "if") return false;
  if (typeof holder === "number") return list === "steps" || list === "parallel";
  return path[0] === "jobs" && (path.length === 3 || (path.length === 4 && holder === "snapshot"));
}
