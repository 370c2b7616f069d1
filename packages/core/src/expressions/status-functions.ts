import { type Expression, walkExpression } from "./expression.ts";

const statusFunctions = new Set(["always", "cancelled", "failure", "success"]);

/**
 * Whether a status function is named anywhere in an expression, evaluated or not. Where none is, GitHub takes a condition
 * for `success() && (…)`; so conditions of one value may still differ in when they run.
 */
export function namesStatusFunction(expression: Expression): boolean {
  let names = false;
  walkExpression(expression, (part) => {
    if (part.kind === "call" && statusFunctions.has(part.name.toLowerCase())) names = true;
  });
  return names;
}
