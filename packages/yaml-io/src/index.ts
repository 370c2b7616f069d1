export { digestBody, type GeneratedHeader, readHeader } from "./generated-header.ts";
export { parseAction } from "./parse-action.ts";
export { type GeneratedFile, printAction, printWorkflow } from "./print/print-workflow.ts";
export { type ParsedWorkflow, parseWorkflowText, type TextRange } from "./read/parse-workflow-text.ts";
