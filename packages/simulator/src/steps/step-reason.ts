import type { StepView } from "@yardmaster/core";
import { reasonOfCondition } from "../evaluate/reason-of-condition.ts";
import type { ConditionTrace, Reason } from "../trace/trace.ts";
import type { StepStatus } from "./step-status.ts";

/** Why a step runs or does not. */
export function stepReason(step: StepView, condition: ConditionTrace, status: StepStatus): Reason {
  if (condition.truth && condition.text === undefined) return passes;
  return reasonOfCondition(condition, [...step.path, "if"], {
    passes,
    blocks: () => blockedBy(status, step),
    failure: "no step before it has failed",
  });
}

function blockedBy({ result, by = "a step" }: StepStatus, { path }: StepView): Reason {
  if (result === "cancelled") return { code: "job-cancelled", text: "the job is cancelled before it", path };
  return { code: "step-failed", text: `${by} failed before it`, path };
}

const passes: Reason = { code: "no-condition", text: "no step before it has failed" };
