export { checkModel } from "./check-model.ts";
export { checkAction } from "./parser/check-action.ts";
export { checkWorkflow, refusedByGitHub, type WorkflowText } from "./parser/check-workflow.ts";
export { type KnownMistake, knownMistakes } from "./parser/known-mistakes.ts";
export { readWorkflow } from "./parser/read-workflow.ts";
export { checkDispatch } from "./rules/declared-dispatch.ts";
export type { AnalyzedWorkflow, RepositoryWorkflows } from "./rules/rule.ts";
