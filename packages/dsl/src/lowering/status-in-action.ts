import { type Diagnostic, printExpression, type ValueMap, walkExpression } from "@yardmaster/core";
import { conditionOf } from "./condition-of.ts";
import { statusInAction } from "./step-diagnostics.ts";

/**
 * A step without a status function in its condition is skipped after a failure, and with it all that the action has; inside,
 * `success()` and `failure()` look at the action's own steps (actions/runner: `action_status`).
 * @param inner steps of the action whose conditions may be meant for what was before it.
 * @param keys of the step that uses it.
 */
export function findStatusInAction(
  action: string,
  inner: readonly ValueMap[],
  keys: Readonly<Record<string, unknown>>,
): readonly Diagnostic[] {
  if (namesFailure(keys)) return [];
  const step = inner.find(namesFailure);
  const condition = step && conditionOf(step);
  return condition ? [statusInAction({ action, condition: printExpression(condition) })] : [];
}

/** Whether a condition can hold after a failure. */
function namesFailure(keys: Readonly<Record<string, unknown>>): boolean {
  const condition = conditionOf(keys);
  let names = false;
  if (condition)
    walkExpression(condition, (part) => {
      if (part.kind === "call" && /^(?:always|cancelled|failure)$/i.test(part.name)) names = true;
    });
  return names;
}
