import {
  contextsOf,
  type Expression,
  mapExpression,
  mapTemplate,
  readTemplate,
  type Value,
  type ValueMap,
  walkExpression,
} from "@yardmaster/core";

/** What has one value in all jobs of a run. */
const ofRun = new Set(["github", "inputs", "needs", "vars", "secrets"]);

/**
 * A text with `${{ }}` as each leg of a matrix has it: equal texts stand for equal values.
 * @returns undefined where it may differ by more than the matrix.
 */
export function textsOfLegs(text: string, legs: readonly ValueMap[]): readonly string[] | undefined {
  if (!text.includes("${{")) return legs.map(() => text);
  const parts = readTemplate(text, false);
  if (parts.length !== text.split("${{").length - 1) return undefined;
  if (!parts.every(({ expression }) => isOfMatrix(expression))) return undefined;
  return legs.map((leg) => mapTemplate(text, false, (expression) => withLeg(expression, leg)));
}

/** Whether nothing but the run and the leg decide over the value. */
function isOfMatrix(expression: Expression): boolean {
  return contextsOf(expression).every((name) => ofRun.has(name) || name === "matrix") && isComputed(expression);
}

/** Whether the value of an expression is one in all jobs of a run. */
export function isOfRun(expression: Expression): boolean {
  return contextsOf(expression).every((name) => ofRun.has(name)) && isComputed(expression);
}

function isComputed(expression: Expression): boolean {
  let isComputed = true;
  walkExpression(expression, (part) => {
    if (part.kind === "call" && /^hashfiles$/i.test(part.name)) isComputed = false;
  });
  return isComputed;
}

/** Maps stand as JSON in a text of a mark of its own until a property picks a part of them. */
const mark = "\u0000";

function withLeg(expression: Expression, leg: ValueMap): Expression {
  return mapExpression(expression, (part) => {
    if (part.kind === "context" && part.name.toLowerCase() === "matrix") return literal(leg);
    if (part.kind !== "property" || part.object.kind !== "literal") return part;
    const { value } = part.object;
    if (typeof value !== "string" || !value.startsWith(mark)) return part;
    const map = JSON.parse(value.slice(1)) as ValueMap;
    const key = Object.keys(map).find((name) => name.toLowerCase() === part.name.toLowerCase());
    return literal(key === undefined ? null : (map[key] as Value));
  });
}

function literal(value: Value): Expression {
  const isScalar = typeof value !== "object" || value === null;
  return { kind: "literal", value: isScalar ? value : `${mark}${JSON.stringify(value)}` };
}
