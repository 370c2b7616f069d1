export type { ActionsLock, LockedAction, LockedInput } from "./actions-lock.ts";
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
  captureOriginsKey,
  type DataDocument,
  isSourceDocument,
  type Origin,
  type SourceDocument,
  type WorkflowDocument,
} from "./document.ts";
export {
  type BinaryOperator,
  contextsOf,
  type Expression,
  type LogicalOperator,
  mapExpression,
  walkExpression,
} from "./expression.ts";
export { foldExpression } from "./fold-expression.ts";
export type { ModelComment, Scalar, Value, ValueMap, WorkflowModel } from "./model.ts";
export { nearestNames } from "./nearest-names.ts";
export { isRepositoryName, lockInvalid, parseActionsLock, pinProblem } from "./parse-actions-lock.ts";
export { type ExpressionScope, expressionSyntax, parseExpression } from "./parse-expression.ts";
export { expressionSites, permissionScopes, platformEvents } from "./platform-facts.ts";
export { printExpression } from "./print-expression.ts";
export { fail, InvariantError, ok, type Result } from "./result.ts";
export { type CheckedWorkflow, seal } from "./seal.ts";
export type { Task, TaskInput, TaskTable } from "./task-table.ts";
