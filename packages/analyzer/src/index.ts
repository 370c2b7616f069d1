export { checkWorkflow, refusedByGitHub, type WorkflowText } from "./check-workflow.ts";
