import type { Expression } from "@yardmaster/core";

const referenceKey: unique symbol = Symbol.for("yardmaster.stepReference");

let madeTokens = 0;

/** Stands for the id of a step in expressions until its job settles it. No id of GitHub's begins like it. */
export function newStepToken(name: string): string {
  madeTokens += 1;
  return `\u0000${madeTokens} ${name}`;
}

/** Whether a name in an expression stands for a step whose id is not settled yet. */
export function isStepToken(name: string): boolean {
  return name.startsWith("\u0000");
}

/** What the step was called when the token was made. */
export function stepOfToken(token: string): string {
  return token.slice(token.indexOf(" ") + 1);
}

export function stepExpression(token: string): Expression {
  return { kind: "property", object: { kind: "context", name: "steps" }, name: token };
}

/** Stands for a step's id in a value; the job that has the step puts the id there. */
export function stepReference(token: string): unknown {
  return { [referenceKey]: token };
}

export function stepReferenceOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null ? (value as { [referenceKey]?: string })[referenceKey] : undefined;
}
