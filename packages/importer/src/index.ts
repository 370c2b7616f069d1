export { importFiles } from "./imports/import-files.ts";
export type { ImportPorts, ImportRequest, ImportStage, TypeProblem } from "./imports/import-request.ts";
export type { ImportedResult, ImportResult, Refusal, UnsafeExpression } from "./imports/import-result.ts";
export { type ImportedWorkflow, type ImportWorkflowOptions, importWorkflow } from "./imports/import-workflow.ts";
export { compareDocuments } from "./proof/compare-documents.ts";
export type { Difference } from "./proof/difference.ts";
export type { Decisions } from "./writing/decisions.ts";
export type { ImportedFile, ImportPlan } from "./writing/import-plan.ts";
export type { WrittenModule } from "./writing/module-writer.ts";
