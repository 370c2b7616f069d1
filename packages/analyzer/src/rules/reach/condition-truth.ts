import { type Expression, foldExpression, mapExpression } from "@yardmaster/core";
import type { ContextFact, EventVariant } from "./event-variants.ts";

/**
 * Whether a condition holds in a run that an event has started; undefined where more than the event decides. What is known
 * is put in, GitHub's own evaluator folds it, and the rest counts as either.
 */
export function truthOf(condition: Expression, { facts }: EventVariant): boolean | undefined {
  return truthIn(foldExpression(mapExpression(condition, (part) => withFacts(part, facts))));
}

function truthIn(expression: Expression): boolean | undefined {
  switch (expression.kind) {
    case "literal":
      return Boolean(expression.value);
    case "not": {
      const truth = truthIn(expression.operand);
      return truth === undefined ? undefined : !truth;
    }
    case "logical": {
      const truths = expression.operands.map(truthIn);
      const deciding = expression.operator === "||";
      if (truths.includes(deciding)) return deciding;
      return truths.includes(undefined) ? undefined : !deciding;
    }
    default:
      return undefined;
  }
}

function withFacts(part: Expression, facts: EventVariant["facts"]): Expression {
  const isNull = (inner: Expression) => inner.kind === "literal" && inner.value === null;
  if ((part.kind === "property" || part.kind === "star") && isNull(part.object)) return literal(null);
  const fact = factOf(part, facts);
  if (fact && "value" in fact) return literal(fact.value);
  if (part.kind === "binary") return withComparison(part, facts);
  if (part.kind === "call" && part.name.toLowerCase() === "startswith") return withPrefix(part, facts);
  return part;
}

function withComparison(part: Expression & { kind: "binary" }, facts: EventVariant["facts"]): Expression {
  const { operator, left, right } = part;
  if (operator !== "==" && operator !== "!=") return part;
  for (const [read, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const fact = factOf(read, facts);
    if (!fact || "value" in fact || other.kind !== "literal" || typeof other.value !== "string") continue;
    if (!fact.mayBe(other.value)) return literal(operator === "!=");
  }
  return part;
}

function withPrefix(part: Expression & { kind: "call" }, facts: EventVariant["facts"]): Expression {
  const [read, prefix] = part.arguments;
  const fact = read && factOf(read, facts);
  if (!fact || "value" in fact || prefix?.kind !== "literal" || typeof prefix.value !== "string") return part;
  const wanted = prefix.value.toLowerCase();
  if (fact.prefix.startsWith(wanted)) return literal(true);
  return wanted.startsWith(fact.prefix) ? part : literal(false);
}

function factOf(part: Expression, facts: EventVariant["facts"]): ContextFact | undefined {
  const path = pathOf(part);
  return path === undefined ? undefined : facts.get(path);
}

function pathOf(part: Expression): string | undefined {
  if (part.kind === "context") return part.name.toLowerCase();
  if (part.kind !== "property") return undefined;
  const object = pathOf(part.object);
  return object === undefined ? undefined : `${object}.${part.name.toLowerCase()}`;
}

function literal(value: string | number | boolean | null): Expression {
  return { kind: "literal", value };
}
