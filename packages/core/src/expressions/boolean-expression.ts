import type { Expression } from "./expression.ts";

const booleanFunctions = new Set(["contains", "startswith", "endswith", "always", "success", "failure", "cancelled"]);

/** Whether an expression is `true` or `false` whatever it reads; undecided is no. */
export function isBooleanExpression(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "boolean";
    case "not":
    case "binary":
      return true;
    case "logical":
      return expression.operands.every(isBooleanExpression);
    case "call": {
      const name = expression.name.toLowerCase();
      return (
        booleanFunctions.has(name) ||
        (name === "case" && resultsOfCase(expression.arguments).every(isBooleanExpression))
      );
    }
    default:
      return false;
  }
}

/** What `case(p1, v1, ..., default)` can give: the values and the default. */
function resultsOfCase(parts: readonly Expression[]): readonly Expression[] {
  return parts.filter((_, index) => index % 2 === 1 || index === parts.length - 1);
}
