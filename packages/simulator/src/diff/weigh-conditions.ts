import { type Expression, printExpression } from "@yardmaster/core";
import { parseCondition } from "./canonical.ts";

/** How a condition holds beside the one before it. */
export type ConditionChange = "same" | "weaker" | "stricter" | "other";

/**
 * Weighs two conditions by all truths of what they read: whatever is neither `&&`, `||` nor `!` counts as true or false by
 * itself. So "weaker" is certain, and "other" may be either.
 * @param before in one spelling, with the `success()` that GitHub adds.
 */
export function weighConditions(before: string, now: string): ConditionChange {
  if (before === now) return "same";
  const [old, fresh] = [parseCondition(before), parseCondition(now)];
  if (!old || !fresh) return "other";
  const atoms = [...new Set([...atomsOf(old), ...atomsOf(fresh)])];
  if (atoms.length > maximumAtoms) return "other";
  let [isWeaker, isStricter] = [true, true];
  for (let row = 0; row < 2 ** atoms.length; row++) {
    const isTrue = (atom: string): boolean => (row & (1 << atoms.indexOf(atom))) !== 0;
    // A run that failed or was cancelled is not one of success.
    if (isTrue("success()") && (isTrue("failure()") || isTrue("cancelled()"))) continue;
    const [held, holds] = [truth(old, isTrue), truth(fresh, isTrue)];
    if (held && !holds) isWeaker = false;
    if (holds && !held) isStricter = false;
  }
  if (isWeaker && isStricter) return "same";
  return isWeaker ? "weaker" : isStricter ? "stricter" : "other";
}

/** Each doubles the work. */
const maximumAtoms = 12;

function atomsOf(expression: Expression): readonly string[] {
  if (expression.kind === "logical") return expression.operands.flatMap(atomsOf);
  if (expression.kind === "not") return atomsOf(expression.operand);
  return constant(expression) === undefined ? [atom(expression)] : [];
}

function truth(expression: Expression, isTrue: (atom: string) => boolean): boolean {
  if (expression.kind === "logical") {
    const inner = (operand: Expression): boolean => truth(operand, isTrue);
    return expression.operator === "&&" ? expression.operands.every(inner) : expression.operands.some(inner);
  }
  if (expression.kind === "not") return !truth(expression.operand, isTrue);
  const known = constant(expression);
  if (known !== undefined) return known;
  const holds = isTrue(atom(expression));
  return expression.kind === "binary" && expression.operator === "!=" ? !holds : holds;
}

function constant(expression: Expression): boolean | undefined {
  if (expression.kind === "literal") return Boolean(expression.value);
  return expression.kind === "call" && expression.name === "always" ? true : undefined;
}

/** Of `a != b`, what it denies. */
function atom(expression: Expression): string {
  const isUnequal = expression.kind === "binary" && expression.operator === "!=";
  return printExpression(isUnequal ? { ...expression, operator: "==" } : expression);
}
