// The parts of a module and of its proof, for their tests: whoever imports files needs the index alone.
export { formatModule } from "./modules/format-module.ts";
export { type PlannedFiles, planFiles, type ReadFile } from "./modules/plan-files.ts";
export { writeModule } from "./modules/write-module.ts";
export type { Objection } from "./proof/objection.ts";
export { repair } from "./proof/repair.ts";
export { expressionPlace } from "./values/expression-place.ts";
export { isWritable } from "./values/is-writable.ts";
export { writeCondition } from "./values/write-condition.ts";
export { writeExpression } from "./values/write-expression.ts";
export { writeValue } from "./values/write-value.ts";
export { tabulateComments } from "./writing/comment-table.ts";
export { type Decisions, noDecisions, pathKey } from "./writing/decisions.ts";
export type { ImportedFile, ImportPlan } from "./writing/import-plan.ts";
export { createModuleWriter, type GatheringWriter, type WrittenModule } from "./writing/module-writer.ts";
export { createNames } from "./writing/names.ts";
export type { References } from "./writing/references.ts";
export { languageNames } from "./writing/reserved-names.ts";
export { indentTemplates, writeTemplate } from "./writing/write-template.ts";
