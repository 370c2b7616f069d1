import { isBooleanExpression } from "../expressions/boolean-expression.ts";
import { type Expression, mapExpression } from "../expressions/expression.ts";
import { foldExpression } from "../expressions/fold-expression.ts";
import type { Scalar } from "../model/model.ts";
import { wouldShowCopies } from "./copies-objects.ts";

interface Branch {
  readonly predicate: Expression;
  readonly value: Expression;
}

/** Beyond this, nested operators come near to GitHub's limit of 50 levels. */
const maximumNested = 8;

/**
 * Writes every `case` with what servers have always had. The value is the same for all predicates that `case` accepts;
 * where GitHub would fail on one that is no boolean, this goes by its truth.
 *
 * `p && v || d` where v cannot be falsy; `p && v || !p && d` among booleans; otherwise a list of all values, as JSON, of
 * which the predicates choose the place: `fromJSON(format('[{0},{1}]', toJSON(d), toJSON(v)))[p && 1 || 0]`.
 * @returns undefined where the way through JSON could be seen in the value.
 */
export function rewriteCase(expression: Expression): Expression | undefined {
  if (wouldShowCopies(expression)) return undefined;
  let isChanged = false;
  const rewritten = mapExpression(expression, (part) => {
    if (part.kind !== "call" || part.name.toLowerCase() !== "case") return part;
    isChanged = true;
    return rewrite(part.arguments);
  });
  return isChanged ? foldExpression(rewritten) : expression;
}

function rewrite(parts: readonly Expression[]): Expression {
  const branches: Branch[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    branches.push({ predicate: parts[index] as Expression, value: parts[index + 1] as Expression });
  }
  const fallback = parts.at(-1) as Expression;
  if (branches.every(({ value }) => isTruthy(value))) return choose(branches, fallback);
  const areBooleans = isBooleanExpression(fallback) && branches.every(({ value }) => isBooleanExpression(value));
  if (areBooleans && branches.length <= maximumNested) return nest(branches, fallback);
  return chooseFromList(branches, fallback);
}

function choose(branches: readonly Branch[], fallback: Expression): Expression {
  return or(...branches.map(({ predicate, value }) => and(predicate, value)), fallback);
}

function nest(branches: readonly Branch[], fallback: Expression): Expression {
  return branches.reduceRight<Expression>(
    (rest, { predicate, value }) => or(and(predicate, value), and({ kind: "not", operand: predicate }, rest)),
    fallback,
  );
}

function chooseFromList(branches: readonly Branch[], fallback: Expression): Expression {
  const carried: Expression[] = [];
  const items = [fallback, ...branches.map(({ value }) => value)].map((value) => {
    if (value.kind === "literal") return JSON.stringify(value.value).replaceAll("{", "{{").replaceAll("}", "}}");
    carried.push(call("toJSON", value));
    return `{${carried.length - 1}}`;
  });
  const places = branches.map(({ predicate }, index) => ({ predicate, value: literal(index + 1) }));
  return {
    kind: "index",
    object: call("fromJSON", call("format", literal(`[${items.join(",")}]`), ...carried)),
    index: choose(places, literal(0)),
  };
}

/** Whether a value is truthy whatever it reads. */
function isTruthy(value: Expression): boolean {
  if (value.kind === "literal") return Boolean(value.value);
  if (value.kind !== "call") return false;
  const name = value.name.toLowerCase();
  const [pattern] = value.arguments;
  if (name === "format" && pattern?.kind === "literal") return String(pattern.value).replace(/\{\d+\}/g, "") !== "";
  return name === "tojson";
}

function literal(value: Scalar): Expression {
  return { kind: "literal", value };
}

function call(name: string, ...values: readonly Expression[]): Expression {
  return { kind: "call", name, arguments: values };
}

function and(...operands: readonly Expression[]): Expression {
  return { kind: "logical", operator: "&&", operands };
}

function or(...operands: readonly Expression[]): Expression {
  return { kind: "logical", operator: "||", operands };
}
