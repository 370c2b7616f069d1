import type { Diagnostic } from "@yardmaster/core";

/** GitHub's own sentence. */
export const missingWorkflow = "Unable to find reusable workflow";

/** Whether a workflow is called that is not among what is known: nothing of the file itself. */
export function isMissingWorkflow({ message }: Pick<Diagnostic, "message">): boolean {
  return message.includes(missingWorkflow);
}
