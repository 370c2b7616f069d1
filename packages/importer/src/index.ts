export type { ImportPorts, ImportRequest, ImportStage, TypeProblem } from "./imports/import-request.ts";
export type { ImportedResult, ImportResult, Refusal } from "./imports/import-result.ts";
export type { Decisions } from "./writing/decisions.ts";
export type { ImportedFile, ImportPlan } from "./writing/import-plan.ts";
export type { WrittenModule } from "./writing/module-writer.ts";
