export type { Decisions } from "./writing/decisions.ts";
export type { ImportedFile, ImportPlan } from "./writing/import-plan.ts";
export type { WrittenModule } from "./writing/module-writer.ts";
