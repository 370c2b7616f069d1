export { AuthoringError, isAuthoringError } from "./authoring-error.ts";
export {
  type Diagnostic,
  type DiagnosticDefinition,
  type DiagnosticKind,
  defineDiagnostic,
  type ModelPath,
  type Place,
  type Severity,
  type SourceLocation,
} from "./diagnostic.ts";
export {
  type DataDocument,
  isSourceDocument,
  type Origin,
  type SourceDocument,
  type WorkflowDocument,
} from "./document.ts";
export type { ModelComment, Scalar, Value, ValueMap, WorkflowModel } from "./model.ts";
export { nearestNames } from "./nearest-names.ts";
export { fail, InvariantError, ok, type Result } from "./result.ts";
export { type CheckedWorkflow, seal } from "./seal.ts";
export type { Task, TaskInput, TaskTable } from "./task-table.ts";
