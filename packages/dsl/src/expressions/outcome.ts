/** How a job ended. */
export type JobResult = "success" | "failure" | "cancelled" | "skipped";

/** How a step ended. */
export type StepResult = "success" | "failure" | "cancelled" | "skipped";
