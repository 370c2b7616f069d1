import type { Expression, Value } from "@yardmaster/core";
import { type EvaluatedPart, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { readExpression } from "./explained-part.ts";

/** How a read would have to differ. */
export interface Wish {
  /** The context and the names below it: `github`, `event`, `comment`, `body`; `*` where it reads a member of each. */
  readonly read: readonly string[];
  readonly relation: "is" | "is-not" | "contains" | "starts-with" | "ends-with" | "is-there" | "is-not-there";
  /** What the sentence names. */
  readonly named: Value;
  /** A value by which it would differ so. */
  readonly value: Value;
}

/** What a condition asks of the facts that it reads, met or not: each comparison and test with both of its answers. */
export function wishesOf(tree: EvaluatedPart): readonly Wish[] {
  const found: Wish[] = [];
  const visit = (part: EvaluatedPart): void => {
    const expression = readExpression(part.text);
    if (expression) found.push(...wishesOfPart(part, expression));
    for (const inner of part.parts) visit(inner);
  };
  visit(tree);
  const root = readOf(readExpression(tree.text));
  if (root) found.push(...truthWishes(root, tree.value));
  return found;
}

function wishesOfPart(part: EvaluatedPart, expression: Expression): readonly Wish[] {
  const [first, second] = part.parts;
  if (expression.kind === "binary" && first && second) {
    return [...comparisons(expression.left, second), ...comparisons(expression.right, first)];
  }
  if (expression.kind === "call") return callWishes(expression, part.parts);
  if (expression.kind === "not" && first) return testWishes([first]);
  return expression.kind === "logical" ? testWishes(part.parts) : [];
}

function comparisons(side: Expression, other: EvaluatedPart): readonly Wish[] {
  const read = readOf(side);
  const value = knownValue(other);
  if (!read || value === undefined || typeof value === "object") {
    return read && value === null ? [wish(read, "is", null, null), ...truthWishes(read, null)] : [];
  }
  return [
    wish(read, "is", value, value),
    wish(read, "is-not", value, typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : "other"),
    ...(typeof value === "number" ? [wish(read, "is", value - 1, value - 1)] : []),
  ];
}

const relations = { contains: "contains", startswith: "starts-with", endswith: "ends-with" } as const;

function callWishes(call: Extract<Expression, { kind: "call" }>, parts: readonly EvaluatedPart[]): readonly Wish[] {
  const name = call.name.toLowerCase();
  if (!isRelation(name)) return [];
  const [whole, part] = call.arguments;
  const [first, second] = parts;
  if (!whole || !part || !first || !second) return [];
  const [container, item] = [readOf(whole), readOf(part)];
  const wanted = knownValue(second);
  const wishes: Wish[] = [];
  if (container && typeof wanted === "string" && wanted !== "") {
    wishes.push(
      wish(container, relations[name], wanted, exampleOf(name, wanted)),
      wish(container, "is-not", wanted, "other"),
    );
  }
  const list = knownValue(first);
  if (item && Array.isArray(list)) {
    const texts = (list as readonly Value[]).filter((each) => typeof each === "string");
    wishes.push(...texts.slice(0, maximumItems).map((each) => wish(item, "is", each, each)));
    wishes.push(wish(item, "is", "other", "other"));
  } else if (item && typeof list === "string") wishes.push(wish(item, "is", list, list));
  return wishes;
}

/** A ref does not end in a slash. */
function exampleOf(name: string, wanted: string): string {
  return name === "startswith" && wanted.endsWith("/") ? `${wanted}x` : wanted;
}

const maximumItems = 8;

function isRelation(name: string): name is keyof typeof relations {
  return Object.hasOwn(relations, name);
}

/** Of reads that stand for themselves. */
function testWishes(parts: readonly EvaluatedPart[]): readonly Wish[] {
  return parts.flatMap((part) => {
    const read = readOf(readExpression(part.text));
    return read ? truthWishes(read, part.value) : [];
  });
}

function truthWishes(read: readonly string[], value: PartialValue | undefined): readonly Wish[] {
  if (typeof value === "boolean") return [wish(read, "is", !value, !value)];
  if (typeof value === "string") return [wish(read, "is", value === "" ? "true" : "", value === "" ? "true" : "")];
  if (value instanceof Unknown) return [wish(read, "is", "true", "true"), wish(read, "is", "", "")];
  if (typeof value === "object" && value !== null) return [wish(read, "is-not-there", null, null)];
  return [wish(read, "is-there", {}, {})];
}

function wish(read: readonly string[], relation: Wish["relation"], named: Value, value: Value): Wish {
  return { read, relation, named, value };
}

/** Of what GitHub does not come to, a literal is known all the same. */
function knownValue(part: EvaluatedPart): Value | undefined {
  if ("value" in part) return part.value instanceof Unknown ? undefined : (part.value as Value);
  const expression = readExpression(part.text);
  return expression?.kind === "literal" ? expression.value : undefined;
}

/** @returns undefined for what is no plain read: a call, or one by a computed name. */
export function readOf(expression: Expression | undefined): readonly string[] | undefined {
  if (!expression) return undefined;
  if (expression.kind === "context") return [expression.name];
  if (expression.kind === "property") return below(readOf(expression.object), expression.name);
  if (expression.kind === "star") return below(readOf(expression.object), "*");
  if (expression.kind !== "index" || expression.index.kind !== "literal") return undefined;
  return below(readOf(expression.object), String(expression.index.value));
}

function below(path: readonly string[] | undefined, name: string): readonly string[] | undefined {
  return path && [...path, name];
}
