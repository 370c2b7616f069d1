import { isBooleanExpression } from "../expressions/boolean-expression.ts";
import { type Expression, walkExpression } from "../expressions/expression.ts";

/**
 * Whether it would show that a list or map which a `case` gives has gone through JSON: GitHub holds lists and maps equal
 * only when they are the same one, and reads on in every item of a `.*`, which JSON makes a plain list.
 */
export function wouldShowCopies(expression: Expression): boolean {
  let shows = false;
  walkExpression(expression, (part) => {
    if (part.kind === "binary" && (part.operator === "==" || part.operator === "!=")) {
      shows ||= (mayBeCopy(part.left) && !isScalar(part.right)) || (mayBeCopy(part.right) && !isScalar(part.left));
    } else if (part.kind === "property" || part.kind === "index" || part.kind === "star") {
      shows ||= mayBeCopy(part.object) && hasStar(part.object);
    } else if (part.kind === "call" && part.name.toLowerCase() === "contains") {
      const [search, item] = part.arguments as readonly [Expression, Expression];
      shows ||= (mayBeCopy(search) || mayBeCopy(item)) && !isScalar(item);
    }
  });
  return shows;
}

/** Whether the value may be, or be part of, what a `case` copies. */
function mayBeCopy(expression: Expression): boolean {
  switch (expression.kind) {
    case "property":
    case "index":
    case "star":
      return mayBeCopy(expression.object);
    case "logical":
      return expression.operands.some(mayBeCopy);
    case "call":
      return expression.name.toLowerCase() === "case" && !expression.arguments.every(isScalar);
    default:
      return false;
  }
}

/** Contexts whose properties are texts, numbers or booleans. */
const flatContexts = new Set(["env", "inputs", "secrets", "strategy", "vars"]);
const scalarFunctions = new Set(["format", "hashfiles", "join", "tojson"]);

/** Whether the value is a text, number, boolean or null whatever is read; undecided is no. */
function isScalar(expression: Expression): boolean {
  if (expression.kind === "literal" || isBooleanExpression(expression)) return true;
  if (expression.kind === "logical") return expression.operands.every(isScalar);
  if (expression.kind === "call") return scalarFunctions.has(expression.name.toLowerCase());
  if (expression.kind !== "property") return false;
  const { object, name } = expression;
  if (object.kind === "context") {
    return flatContexts.has(object.name) || (object.name === "github" && name.toLowerCase() !== "event");
  }
  // Of a step or a needed job.
  return object.kind === "property" && object.name.toLowerCase() === "outputs";
}

function hasStar(expression: Expression): boolean {
  let has = false;
  walkExpression(expression, (part) => {
    has ||= part.kind === "star";
  });
  return has;
}
