export type { ActionMetadata, LockedInput, LockedSecret } from "./action-metadata.ts";
export type { ActionsLock, LockedAction } from "./actions-lock.ts";
export { AuthoringError, isAuthoringError } from "./authoring-error.ts";
export { isBooleanExpression } from "./boolean-expression.ts";
export { checkTaskTable, type TaskTableProblem } from "./check-task-table.ts";
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
  type ActionDocument,
  captureOriginsKey,
  type DataDocument,
  type DeclaredCall,
  type Escape,
  isSourceDocument,
  madeDocumentsKey,
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
export { type ImageReference, imageProblem, parseImage, printImage } from "./image-reference.ts";
export { mapTemplate } from "./map-template.ts";
export { fitsMatrixFilter, spelledKey } from "./matrix-filter.ts";
export { matrixLegs } from "./matrix-legs.ts";
export type { ModelComment, Scalar, Value, ValueMap, WorkflowModel } from "./model.ts";
export { nearestNames } from "./nearest-names.ts";
export { escapeAround, overruleRaw } from "./overrule-raw.ts";
export {
  isActionName,
  isImageKey,
  isRepositoryName,
  lockInvalid,
  parseActionsLock,
  pinProblem,
} from "./parse-actions-lock.ts";
export { type ExpressionScope, expressionSyntax, parseExpression } from "./parse-expression.ts";
export {
  allowedValues,
  expressionFunctions,
  expressionSites,
  mappingKeys,
  permissionScopes,
  platformEvents,
} from "./platform-facts.ts";
export { printActionsLock } from "./print-actions-lock.ts";
export { printExpression } from "./print-expression.ts";
export { mistakesKey, reportMistake } from "./report-mistake.ts";
export { type ReadRepositoryFile, type RepositoryFile, readRepositoryFileKey } from "./repository-file.ts";
export { fail, InvariantError, ok, type Result } from "./result.ts";
export { hostedRunnerLabels, hostedRunnerSystem, type RunnerSystem, shells } from "./runner-facts.ts";
export { schemaAdditions } from "./schema-additions.ts";
export { type Checked, type CheckedAction, type CheckedWorkflow, seal } from "./seal.ts";
export { namesStatusFunction } from "./status-functions.ts";
export { adaptToTarget } from "./targets/adapt-to-target.ts";
export { asList, asMap } from "./targets/adaptation.ts";
export { type Cron, type CronField, parseCron } from "./targets/cron.ts";
export { cronInvalid, scheduleNotUtc, targetLacks, targetLimit, timeZoneUnknown } from "./targets/diagnostics.ts";
export { type Feature, type FeatureId, features, hasFeature, type Limits, limitsOf } from "./targets/feature-table.ts";
export { fixedOffsetMinutes } from "./targets/fixed-offset.ts";
export { rewriteCase } from "./targets/rewrite-case.ts";
export { shiftCron } from "./targets/shift-cron.ts";
export { type GhesVersion, ghesVersions, isTarget, type Target, targets } from "./targets/target.ts";
export {
  type RepositoryTarget,
  type Task,
  type TaskDispatch,
  type TaskInput,
  type TaskRole,
  type TaskRule,
  type TaskTable,
  taskRoles,
  type WorkflowTarget,
} from "./task-table.ts";
