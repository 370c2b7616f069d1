import * as github from "@actions/expressions";
import type { Scalar } from "../model/model.ts";
import { isBooleanExpression } from "./boolean-expression.ts";
import { type Expression, mapExpression } from "./expression.ts";
import { lexExpression } from "./lex-expression.ts";
import { printExpression } from "./print-expression.ts";
import { namesStatusFunction } from "./status-functions.ts";

/** Functions whose result depends on nothing but their arguments. */
const pureFunctions = new Set(["contains", "startswith", "endswith", "format", "join"]);

/**
 * Replaces what depends on literals alone by its value, as GitHub's own evaluator computes it, and drops what cannot
 * matter: `true && x` is `x`, `'' || x` is `x`, `case(false, a, b)` is `b`, `!(a == b)` is `a != b`. The value of the
 * whole never changes, except that an operand which GitHub would never have evaluated is gone. What GitHub would fail
 * on, such as `format('{0}')`, is left for it. Where a status function is named, one stays named: `true || failure()`
 * is as it was, since GitHub would add `success() &&` to a bare `true`.
 */
export function foldExpression(expression: Expression): Expression {
  return mapExpression(expression, foldPart);
}

/** The same for the outermost part alone: its operands stay as they are. */
export function foldPart(part: Expression): Expression {
  if (part.kind === "logical") return foldLogical(part);
  if (part.kind === "not") return foldNot(part);
  if (part.kind === "call" && part.name.toLowerCase() === "case") return foldCase(part);
  const operands = foldableOperands(part);
  return operands?.every((operand) => operand.kind === "literal") ? evaluateLiteral(part) : part;
}

function foldLogical(part: Expression & { kind: "logical" }): Expression {
  const deciding = part.operator === "||";
  const operands = part.operands.flatMap((inner) => sameOperands(inner, part.operator));
  const kept: Expression[] = [];
  for (const [index, operand] of operands.entries()) {
    if (operand.kind === "literal" && isTruthy(operand.value) === deciding) {
      kept.push(operand, ...statusAmong(operands.slice(index + 1), kept));
      break;
    }
    // A neutral operand at the end is the value of the whole when the ones before it are neutral too.
    if (operand.kind !== "literal" || (index === operands.length - 1 && !isImplied(operand, kept))) kept.push(operand);
  }
  const [only] = kept;
  return only && kept.length === 1 ? only : { ...part, operands: kept };
}

/** Of operands that are never evaluated, the first by which GitHub sees a status function, unless one is kept already. */
function statusAmong(dropped: readonly Expression[], kept: readonly Expression[]): readonly Expression[] {
  const first = kept.some(namesStatusFunction) ? undefined : dropped.find(namesStatusFunction);
  return first ? [first] : [];
}

/** Among booleans, a neutral boolean is what the last of them is in that case. */
function isImplied(neutral: Expression, kept: readonly Expression[]): boolean {
  return kept.length > 0 && isBooleanExpression(neutral) && kept.every(isBooleanExpression);
}

function sameOperands(inner: Expression, operator: string): readonly Expression[] {
  return inner.kind === "logical" && inner.operator === operator ? inner.operands : [inner];
}

function foldNot(part: Expression & { kind: "not" }): Expression {
  const { operand } = part;
  if (operand.kind === "literal") return { kind: "literal", value: !isTruthy(operand.value) };
  if (operand.kind === "not" && isBooleanExpression(operand.operand)) return operand.operand;
  // Not so for `<` and its like, which are false both ways when a side is no number.
  if (operand.kind === "binary" && operand.operator === "==") return { ...operand, operator: "!=" };
  if (operand.kind === "binary" && operand.operator === "!=") return { ...operand, operator: "==" };
  return part;
}

function foldCase(part: Expression & { kind: "call" }): Expression {
  const taken = dropUntaken(part);
  return namesStatusFunction(part) && !namesStatusFunction(taken) ? part : taken;
}

/** Drops branches that are never taken; only `true` and `false` decide, since GitHub takes nothing else for a predicate. */
function dropUntaken(part: Expression & { kind: "call" }): Expression {
  const kept: Expression[] = [];
  for (let index = 0; index < part.arguments.length; index += 2) {
    const predicate = part.arguments[index] as Expression;
    const value = part.arguments[index + 1];
    const isDefault = value === undefined;
    const isTaken = !isDefault && predicate.kind === "literal" && predicate.value === true;
    if (isDefault || isTaken) {
      const last = isTaken ? value : predicate;
      return kept.length === 0 ? last : { ...part, arguments: [...kept, last] };
    }
    if (!(predicate.kind === "literal" && predicate.value === false)) kept.push(predicate, value);
  }
  return part;
}

function isTruthy(value: Scalar): boolean {
  return Boolean(value);
}

function foldableOperands(part: Expression): readonly Expression[] | undefined {
  if (part.kind === "binary") return [part.left, part.right];
  if (part.kind === "call" && pureFunctions.has(part.name.toLowerCase())) return part.arguments;
  return undefined;
}

function evaluateLiteral(part: Expression): Expression {
  const value = evaluate(part);
  if (value?.kind === github.data.Kind.Null) return { kind: "literal", value: null };
  if (value?.primitive) return { kind: "literal", value: (value as { value: string | number | boolean }).value };
  return part;
}

/** @returns undefined where GitHub's parser or evaluator refuses. */
function evaluate(part: Expression): github.data.ExpressionData | undefined {
  try {
    const tree = new github.Parser(lexExpression(printExpression(part)), [], []).parse();
    return new github.Evaluator(tree, new github.data.Dictionary()).evaluate();
  } catch {
    return undefined;
  }
}
