export { checkModel } from "./check-model.ts";
export { checkWorkflow, refusedByGitHub, type WorkflowText } from "./check-workflow.ts";
export type { AnalyzedWorkflow, RepositoryWorkflows } from "./rules/rule.ts";
