import { type FunctionAnswers, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { JobResult } from "../trace/trace.ts";

/** What the steps so far came to. `unknown`: by one of which it is not known. */
export type StepResult = Exclude<JobResult, "skipped">;

/** What a job has come to so far, as its next step sees it. */
export interface StepStatus {
  readonly result: StepResult;
  /** Of a result that is not known: what it depends on. */
  readonly causes: readonly string[];
  /** The step by which it is what it is, as people call it. */
  readonly by?: string;
}

export const succeeding: StepStatus = { result: "success", causes: [] };

/**
 * After one more step. A failure stays one whatever else is not known.
 * Source: actions/runner, `StepsRunner.RunAsync` and `TaskResultUtil.MergeTaskResults`.
 */
export function statusAfter(status: StepStatus, conclusion: JobResult, cause: string, by: string): StepStatus {
  if (conclusion === "cancelled" || status.result === "cancelled") {
    return status.result === "cancelled" ? status : { result: "cancelled", causes: [], by };
  }
  if (conclusion === "failure") return status.result === "failure" ? status : { result: "failure", causes: [], by };
  if (conclusion !== "unknown" || status.result === "failure") return status;
  return { result: "unknown", causes: [...status.causes, cause] };
}

/**
 * The functions of a step's `if`: of the job so far.
 * Source: actions/runner, `Runner.Worker/Expressions/{Always,Cancelled,Failure,Success}Function.cs`.
 */
export function answersOfSteps(status: StepStatus): FunctionAnswers {
  const known = answers.get(status);
  if (known) return known;
  const made = makeAnswers(status);
  answers.set(status, made);
  return made;
}

const answers = new WeakMap<StepStatus, FunctionAnswers>();

function makeAnswers({ result, causes }: StepStatus): FunctionAnswers {
  const whether = (wanted: JobResult): boolean | Unknown =>
    result === "unknown" && wanted !== "cancelled" ? new Unknown(causes) : result === wanted;
  return {
    always: () => true,
    cancelled: () => whether("cancelled"),
    success: () => whether("success"),
    failure: () => whether("failure"),
    hashfiles,
  };
}

/** `job.status`. */
export function jobStatusValue({ result, causes }: StepStatus): PartialValue {
  return result === "unknown" ? new Unknown(causes, true) : result;
}

/** Of files that are not there before the run; it is empty where none match. */
function hashfiles(patterns: readonly PartialValue[]): Unknown {
  const shown = patterns.map((pattern) => (typeof pattern === "string" ? `'${pattern}'` : "…"));
  return new Unknown([`hashFiles(${shown.join(", ")})`]);
}
