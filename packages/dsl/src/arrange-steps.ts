import { type Expression, foldExpression, walkExpression } from "@yardmaster/core";
import { expr, expressionOf } from "./expr.ts";
import { isStepToken, type Step, type StepNode, stepNode } from "./step.ts";

/**
 * The steps of a job in the order in which they run: those that were listed, and before each the steps that it needs,
 * once. A step that was only pulled in runs under the conditions of the steps that need it.
 */
export function arrangeSteps(steps: readonly Step[]): readonly StepNode[] {
  const listed = new Set(steps.map((step) => stepNode(step).token));
  const arranged: StepNode[] = [];
  const placed = new Set<string>();
  const needed = new Map<string, StepNode[]>();
  for (const step of steps) place(stepNode(step), []);
  return arranged.map((node) => (listed.has(node.token) ? node : withConditions(node, needed.get(node.token) ?? [])));

  function place(node: StepNode, open: readonly string[]): void {
    for (const before of needsOf(node)) {
      if (open.includes(before.token)) continue;
      needed.set(before.token, [...(needed.get(before.token) ?? []), node]);
      if (!placed.has(before.token)) place(before, [...open, node.token]);
    }
    // A step that was listed twice stays twice: that is an error of its own.
    if (placed.has(node.token) && !listed.has(node.token)) return;
    placed.add(node.token);
    arranged.push(node);
  }
}

function needsOf(node: StepNode): readonly StepNode[] {
  return [...node.needs, ...(node.parallel ?? []).flatMap((step) => stepNode(step).needs)].map(stepNode);
}

/** All dependents conditional: their conditions joined by `||`. A condition on outputs cannot move before its steps. */
function withConditions(node: StepNode, dependents: readonly StepNode[]): StepNode {
  if (node.keys.if !== undefined) return node;
  const conditions = dependents.map((dependent) => expressionOf(dependent.keys.if));
  const known = conditions.filter((condition) => condition !== undefined);
  if (known.length === 0 || known.length < conditions.length || known.some(readsSteps)) return node;
  const [only] = known;
  const joined: Expression =
    known.length === 1 && only ? only : foldExpression({ kind: "logical", operator: "||", operands: distinct(known) });
  return { ...node, keys: { if: expr(joined), ...node.keys } };
}

function distinct(expressions: readonly Expression[]): readonly Expression[] {
  const seen = new Map(expressions.map((expression) => [JSON.stringify(expression), expression] as const));
  return [...seen.values()];
}

function readsSteps(expression: Expression): boolean {
  let reads = false;
  walkExpression(expression, (part) => {
    if (part.kind === "property" && isStepToken(part.name)) reads = true;
  });
  return reads;
}
