import { type Expression, foldExpression, namesStatusFunction, walkExpression } from "@yardmaster/core";
import { isStepToken } from "../expressions/step-token.ts";

/** A step that needs the one whose condition is looked for. */
export interface Dependent {
  /** Undefined for none, which is `success()`. */
  readonly condition: Expression | undefined;
  /** Itself only there because others need it. */
  readonly isPulledIn: boolean;
  /** Whether steps stand between that can fail without this one running. */
  readonly isLater: boolean;
}

const yes: Expression = { kind: "literal", value: true };

/**
 * When a step has to run so that it has run before each of its dependents: their conditions joined by `||`. GitHub adds
 * `success() &&` to a condition only where no status function is named: beside one that names some, the others say it
 * themselves, as in `success() && (a || b) || failure()`.
 * @returns undefined where the step needs no condition.
 */
export function joinConditions(dependents: readonly Dependent[]): Expression | undefined {
  const green: Expression[] = [];
  const stated: Expression[] = [];
  for (const { condition = yes, isPulledIn, isLater } of dependents) {
    if (namesStatusFunction(condition)) stated.push(widen(condition, isLater));
    else green.push(isPulledIn || readsSteps(condition) ? yes : condition);
  }
  const onSuccess = green.find((condition) => isLiteral(condition, true)) ?? join("||", green);
  if (stated.length === 0) return isLiteral(onSuccess, true) ? undefined : onSuccess;
  if (stated.some((condition) => isCall(condition, "always"))) return call("always");
  if (green.length === 0 || isLiteral(onSuccess, false)) return join("||", stated);
  return join("||", [join("&&", [call("success"), onSuccess]), ...stated]);
}

/**
 * What holds at the earlier place whenever the condition holds at its own: steps that it reads may not have run there,
 * and a job only ever goes from success to failure to cancelled.
 */
function widen(condition: Expression, isLater: boolean): Expression {
  if (condition.kind === "logical") {
    return join(
      condition.operator,
      condition.operands.map((operand) => widen(operand, isLater)),
    );
  }
  if (condition.kind === "not" && isCall(condition.operand, "cancelled")) return condition;
  if (isCall(condition, "failure") && isLater) return { kind: "not", operand: call("cancelled") };
  if (isCall(condition, "success") || isCall(condition, "failure")) return condition;
  const isUnknown = readsSteps(condition);
  if (!namesStatusFunction(condition)) return isUnknown ? yes : condition;
  return isUnknown || isLater ? call("always") : condition;
}

function isLiteral(expression: Expression, truth: boolean): boolean {
  return expression.kind === "literal" && Boolean(expression.value) === truth;
}

function join(operator: "&&" | "||", conditions: readonly Expression[]): Expression {
  const distinct = new Map(conditions.map((condition) => [JSON.stringify(condition), condition] as const));
  const operands = [...distinct.values()];
  const [only] = operands;
  return only && operands.length === 1 ? only : foldExpression({ kind: "logical", operator, operands });
}

function call(name: string): Expression {
  return { kind: "call", name, arguments: [] };
}

function isCall(expression: Expression, name: string): boolean {
  return expression.kind === "call" && expression.name.toLowerCase() === name;
}

function readsSteps(expression: Expression): boolean {
  let reads = false;
  walkExpression(expression, (part) => {
    if (part.kind === "property" && isStepToken(part.name)) reads = true;
  });
  return reads;
}
