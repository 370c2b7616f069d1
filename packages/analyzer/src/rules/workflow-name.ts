import type { AnalyzedWorkflow } from "./rule.ts";

/** The name of a workflow, as `github.workflow` and `workflow_run` know it: its file's path when it states none. */
export function workflowName({ model, file }: Pick<AnalyzedWorkflow, "model" | "file">): string {
  return typeof model.name === "string" && model.name !== "" ? model.name : file;
}
