import { type FunctionAnswers, Unknown } from "@yardmaster/core/evaluation";

/** What the steps so far came to. `unknown`: one was not executed. */
export type LegStatus = "success" | "failure" | "cancelled" | "unknown";

/**
 * The status functions of a step's `if`.
 * @param notExecuted names of the steps that were not.
 */
export function stepStatus(status: LegStatus, notExecuted: readonly string[]): FunctionAnswers {
  const open = status === "unknown" ? new Unknown(notExecuted.map((name) => `the outcome of "${name}"`)) : undefined;
  return {
    always: () => true,
    cancelled: () => status === "cancelled",
    success: () => open ?? status === "success",
    failure: () => open ?? status === "failure",
  };
}
