export { digestBody, type GeneratedHeader, readHeader } from "./generated-header.ts";
export { parseAction } from "./parse-action.ts";
export { type ParsedWorkflow, parseWorkflowText, type TextRange } from "./parse-workflow-text.ts";
export { type GeneratedFile, printAction, printWorkflow } from "./print-workflow.ts";
