import * as github from "@actions/expressions";
import { type Expression, mapExpression } from "./expression.ts";
import { printExpression } from "./print-expression.ts";

/** Functions whose result depends on nothing but their arguments. */
const pureFunctions = new Set(["contains", "startswith", "endswith", "format", "join", "case"]);

/**
 * Replaces what depends on literals alone by its value, as GitHub's own evaluator computes it, and drops operands that
 * cannot matter: `true && x` is `x`, `false && x` is `false`. The value of `x` itself never changes.
 */
export function foldExpression(expression: Expression): Expression {
  return mapExpression(expression, (part) => {
    if (part.kind === "logical") return foldLogical(part);
    const operands = foldableOperands(part);
    return operands?.every((operand) => operand.kind === "literal") ? evaluateLiteral(part) : part;
  });
}

function foldLogical(part: Expression & { kind: "logical" }): Expression {
  const deciding = part.operator === "||";
  const operands = part.operands.flatMap((inner) => sameOperands(inner, part.operator));
  const kept: Expression[] = [];
  for (const [index, operand] of operands.entries()) {
    const isBoolean = operand.kind === "literal" && typeof operand.value === "boolean";
    if (isBoolean && operand.value === deciding) {
      kept.push(operand);
      break;
    }
    // A neutral operand at the end is the value of the whole when the ones before it are neutral too.
    if (!isBoolean || index === operands.length - 1) kept.push(operand);
  }
  const [only] = kept;
  return only && kept.length === 1 ? only : { ...part, operands: kept };
}

function sameOperands(inner: Expression, operator: string): readonly Expression[] {
  return inner.kind === "logical" && inner.operator === operator ? inner.operands : [inner];
}

function foldableOperands(part: Expression): readonly Expression[] | undefined {
  if (part.kind === "not") return [part.operand];
  if (part.kind === "binary") return [part.left, part.right];
  if (part.kind === "call" && pureFunctions.has(part.name.toLowerCase())) return part.arguments;
  return undefined;
}

function evaluateLiteral(part: Expression): Expression {
  const tokens = new github.Lexer(printExpression(part)).lex().tokens;
  const tree = new github.Parser(tokens, [], []).parse();
  const value = new github.Evaluator(tree, new github.data.Dictionary()).evaluate();
  if (value.kind === github.data.Kind.Null) return { kind: "literal", value: null };
  if (value.primitive) return { kind: "literal", value: (value as { value: string | number | boolean }).value };
  return part;
}
