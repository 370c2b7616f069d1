export { diagnostics } from "./catalogue.ts";
export { AuthoringError, isAuthoringError } from "./diagnostics/authoring-error.ts";
export { type CatalogueEntry, catalogueOf } from "./diagnostics/catalogue.ts";
export { count } from "./diagnostics/count.ts";
export {
  type Confidence,
  type Diagnostic,
  type DiagnosticDefinition,
  type DiagnosticKind,
  defineDiagnostic,
  type Edit,
  type Fix,
  type ModelPath,
  type NodePlace,
  type Place,
  type Related,
  type Severity,
  type SourceLocation,
} from "./diagnostics/diagnostic.ts";
export {
  editedPlace,
  type Finding,
  type LocatedEdit,
  type LocatedFix,
  nodeText,
  placeFinding,
  placeNodes,
  type RelatedPlace,
} from "./diagnostics/finding.ts";
export { findingKey } from "./diagnostics/finding-key.ts";
export { isSamePath, isWithin } from "./diagnostics/model-path.ts";
export { formatModelPath, parseModelPath } from "./diagnostics/model-path-text.ts";
export { nearestNames } from "./diagnostics/nearest-names.ts";
export { permissionMissing } from "./diagnostics/permission-missing.ts";
export { mistakesKey, reportMistake } from "./diagnostics/report-mistake.ts";
export { fail, InvariantError, ok, type Result } from "./diagnostics/result.ts";
export { isBooleanExpression } from "./expressions/boolean-expression.ts";
export {
  type BinaryOperator,
  contextsOf,
  type Expression,
  type LogicalOperator,
  mapExpression,
  walkExpression,
} from "./expressions/expression.ts";
export { foldExpression, foldPart } from "./expressions/fold-expression.ts";
export { mapTemplate, readTemplate, splitTemplate, type TemplatePart } from "./expressions/map-template.ts";
export { type ExpressionScope, expressionSyntax, parseExpression } from "./expressions/parse-expression.ts";
export { printExpression } from "./expressions/print-expression.ts";
export { namesStatusFunction } from "./expressions/status-functions.ts";
export {
  type ActionFact,
  nothingKnown,
  type PublishedAction,
  type RepositoryFacts,
  type RepositorySettings,
  type WorkflowFact,
} from "./facts/repository-facts.ts";
export { type FilterPattern, parseFilterPattern, passesFilter } from "./globs/filter-pattern.ts";
export { type GlobPattern, parseGlobPattern } from "./globs/glob-pattern.ts";
export { FileError, type Files, type FoundFile, type Output } from "./host/files.ts";
export type { ActionMetadata, LockedInput, LockedSecret } from "./lock/action-metadata.ts";
export { type ActionsLock, githubLockFile, type LockedAction } from "./lock/actions-lock.ts";
export { type ImageReference, imageProblem, parseImage, printImage } from "./lock/image-reference.ts";
export {
  isActionName,
  isImageKey,
  isRepositoryName,
  lockInvalid,
  parseActionsLock,
  pinProblem,
} from "./lock/parse-actions-lock.ts";
export type {
  ImageChange,
  ImageSite,
  LabelChange,
  LabelSite,
  PinChange,
  PinChanges,
  PinSite,
} from "./lock/pin-changes.ts";
export { printActionsLock } from "./lock/print-actions-lock.ts";
export {
  type ActionDocument,
  actionFilePath,
  captureOriginsKey,
  type DataDocument,
  type DeclaredCall,
  type Escape,
  isFileStem,
  isSourceDocument,
  type MadeJob,
  madeDocumentsKey,
  madeJobsKey,
  type Origin,
  type SourceDocument,
  type WorkflowDocument,
  workflowFileName,
} from "./model/document.ts";
export { isMap } from "./model/is-map.ts";
export { fitsMatrixFilter, spelledKey } from "./model/matrix-filter.ts";
export { matrixLegs } from "./model/matrix-legs.ts";
export type { ModelComment, Scalar, Value, ValueMap, WorkflowModel } from "./model/model.ts";
export { escapeAround, isLetThrough, overruleRaw } from "./model/overrule-raw.ts";
export { type ReadRepositoryFile, type RepositoryFile, readRepositoryFileKey } from "./model/repository-file.ts";
export { type Checked, type CheckedAction, type CheckedWorkflow, seal } from "./model/seal.ts";
export { shortFile } from "./model/short-file.ts";
export { type TextAt, usesPaths } from "./model/uses-paths.ts";
export { valueAt } from "./model/value-at.ts";
export type {
  YamlAlias,
  YamlEntry,
  YamlList,
  YamlMap,
  YamlNode,
  YamlPosition,
  YamlScalar,
  YamlTextError,
  YamlTree,
} from "./model/yaml-tree.ts";
export {
  actionPermissions,
  alternativePermissions,
  inputPermissions,
  type NeededPermissions,
} from "./platform/action-permissions.ts";
export { contextProperties, jobResults } from "./platform/context-properties.ts";
export { forkCommitEvents, type OutsiderRun, outsiderEvents, readOnlyCacheEvents } from "./platform/outsider-events.ts";
export {
  type FieldAuthor,
  type FieldContent,
  type FieldSetter,
  type PayloadField,
  payloadFields,
} from "./platform/outsider-fields.ts";
export { permissionRank } from "./platform/permission-rank.ts";
export {
  allowedValues,
  expressionFunctions,
  expressionSites,
  mappingKeys,
  permissionScopes,
  platformEvents,
} from "./platform/platform-facts.ts";
export {
  hostedRunnerLabels,
  hostedRunnerSystem,
  type RunnerSystem,
  retiredRunnerLabels,
  runnerRetirement,
  runnerSystemNames,
  shells,
} from "./platform/runner-facts.ts";
export { schemaAdditions } from "./platform/schema-additions.ts";
export { maximumScriptCharacters } from "./platform/script-limit.ts";
export { type GhesVersion, ghesVersions, isTarget, type Target, targets } from "./platform/target.ts";
export { isPolicy, type Policy, type PolicyCheck, type PolicyReport, type PolicyWorkflow } from "./policies/policy.ts";
export { plainPrograms } from "./scripts/plain-programs.ts";
export { type RemovedCommand, removedCommands } from "./scripts/removed-command.ts";
export type { RunnerFile, ScriptLanguage, ScriptWrites } from "./scripts/runner-files.ts";
export { scriptWrites } from "./scripts/script-writes.ts";
export {
  type HereDocument,
  type ShellCommand,
  type ShellRedirection,
  type ShellScript,
  type ShellValue,
  type ShellWord,
  wordsOfCommand,
} from "./scripts/shell-command.ts";
export { speaksLanguage, type TemplateLanguage } from "./scripts/shell-language.ts";
export { type ShellPlace, ShellReader } from "./scripts/shell-reader.ts";
export { readShellScript, shellCommands } from "./scripts/shell-script.ts";
export { adaptToTarget } from "./targets/adapt-to-target.ts";
export { asList, asMap, textsIn } from "./targets/adaptation.ts";
export { type Cron, type CronField, parseCron } from "./targets/cron.ts";
export { cronInvalid, scheduleNotUtc, targetLacks, targetLimit, timeZoneUnknown } from "./targets/diagnostics.ts";
export { type Feature, type FeatureId, features, hasFeature, type Limits, limitsOf } from "./targets/feature-table.ts";
export { fixedOffsetMinutes } from "./targets/fixed-offset.ts";
export { rewriteCase } from "./targets/rewrite-case.ts";
export { shiftCron } from "./targets/shift-cron.ts";
export { checkTaskTable, type TaskTableProblem } from "./tasks/check-task-table.ts";
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
} from "./tasks/task-table.ts";
export { compareImageTags } from "./versions/compare-image-tags.ts";
export { compareVersions, type VersionOrder } from "./versions/compare-versions.ts";
export { versionOfComment } from "./versions/version-comment.ts";
export { compareVersionTags, isExact, isOneSeries, parseVersionTag, type VersionTag } from "./versions/version-tag.ts";
export { type ActionView, viewAction } from "./view/action-view.ts";
export { type Computable, fitsShellScripts, type ShellSurroundings } from "./view/default-shell.ts";
export { type ExpressionAt, expressionsIn, isConditionAt } from "./view/expressions-in.ts";
export { runnerLabels, runnerSystem, type ScriptShell, type ScriptView, shellOf } from "./view/script-view.ts";
export { secretsIn, secretsReadBy } from "./view/secrets-in.ts";
export type { StepView } from "./view/step-view.ts";
export {
  actionName,
  isCommit,
  parseUses,
  type RepositoryReference,
  type UsesReference,
} from "./view/uses-reference.ts";
export { environmentOf, eventsOf, type JobView, viewWorkflow, type WorkflowView } from "./view/workflow-view.ts";
