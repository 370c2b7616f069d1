import type { Diagnostic } from "@yardmaster/core";
import { rules } from "./rules/index.ts";
import type { AnalyzedWorkflow, RepositoryWorkflows } from "./rules/rule.ts";

/** Everything that the rules find in a workflow, among the others of its repository. Places are paths of its model. */
export function checkModel(workflow: AnalyzedWorkflow, repository: RepositoryWorkflows): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(workflow, repository));
}
