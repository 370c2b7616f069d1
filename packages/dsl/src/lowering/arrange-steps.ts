import type { Expression } from "@yardmaster/core";
import { expr } from "../expressions/expr.ts";
import { type Step, type StepNode, stepNode, withNode } from "../steps/step.ts";
import { conditionOf } from "./condition-of.ts";
import { type Dependent, joinConditions } from "./join-conditions.ts";

/**
 * The steps of a job in the order in which they run: those that were listed, and before each the steps that it needs,
 * once. A step that was only pulled in runs under the conditions of the steps that need it.
 */
export function arrangeSteps(steps: readonly Step[]): readonly StepNode[] {
  const listed = new Set(steps.map((step) => stepNode(step).token));
  const arranged: StepNode[] = [];
  const placed = new Set<string>();
  const needed = new Map<string, Need[]>();
  for (const step of steps) place(stepNode(step), []);
  return withConditions(arranged, listed, needed);

  function place(node: StepNode, open: readonly string[]): void {
    for (const { before, by } of needsOf(node)) {
      if (open.includes(before.token)) continue;
      needed.set(before.token, [...(needed.get(before.token) ?? []), { by, in: node.token }]);
      if (!placed.has(before.token)) place(before, [...open, node.token]);
    }
    // A step that was listed twice stays twice: that is an error of its own.
    if (placed.has(node.token) && !listed.has(node.token)) return;
    placed.add(node.token);
    arranged.push(node);
  }
}

/** Who needs a step: a step of the job, or one of the steps that run at the same time in it. */
interface Need {
  readonly by: StepNode;
  readonly in: string;
}

function needsOf(node: StepNode): readonly { before: StepNode; by: StepNode }[] {
  return [node, ...(node.parallel ?? []).map(stepNode)].flatMap((by) =>
    by.needs.map((step) => ({ before: stepNode(step), by })),
  );
}

/** Goes backwards, since a step that was pulled in may need others: these run whenever it does. */
function withConditions(
  nodes: readonly StepNode[],
  listed: ReadonlySet<string>,
  needed: ReadonlyMap<string, readonly Need[]>,
): readonly StepNode[] {
  const positions = new Map(nodes.map(({ token }, position) => [token, position] as const));
  const finished = [...nodes];
  const usersOf = (token: string): ReadonlySet<string> => new Set((needed.get(token) ?? []).map((need) => need.in));
  for (const [position, node] of [...nodes.entries()].reverse()) {
    const needs = needed.get(node.token) ?? [];
    if (listed.has(node.token) || needs.length === 0) continue;
    const users = usersOf(node.token);
    const dependents = needs.map((need): Dependent => {
      const at = positions.get(need.in) ?? position;
      const between = nodes
        .slice(position + 1, at)
        .filter(({ token }) => !users.has(token) && !servesOnly(token, users));
      const isPulledIn = !listed.has(need.in) && need.by.token === need.in;
      const user = isPulledIn ? (finished[at] as StepNode) : need.by;
      return { condition: conditionOf(user.keys), isPulledIn, isLater: between.length > 0 };
    });
    finished[position] = withCondition(node, joinConditions(dependents));
  }
  return finished;

  /** A step that was pulled in for nobody else fails only where one of these steps would have run. */
  function servesOnly(token: string, users: ReadonlySet<string>): boolean {
    return !listed.has(token) && [...usersOf(token)].every((user) => users.has(user));
  }
}

/** A step keeps its own condition. GitHub gives none to steps that run at the same time as one: each gets it. */
function withCondition(node: StepNode, condition: Expression | undefined): StepNode {
  if (condition === undefined || conditionOf(node.keys)) return node;
  if (!node.parallel) return { ...node, keys: { if: expr(condition), ...node.keys } };
  return { ...node, parallel: node.parallel.map((step) => withNode(step, withCondition(stepNode(step), condition))) };
}
