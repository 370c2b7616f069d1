export type {
  JobView,
  ModelPath,
  Policy,
  PolicyCheck,
  PolicyReport,
  PolicyWorkflow,
  StepView,
  TaskRule,
  UsesReference,
  Value,
  ValueMap,
} from "@yardmaster/core";
export { ignoring } from "./author/ignoring.ts";
export type { Note } from "./author/note.ts";
export { type NoteAt, noted } from "./author/noted.ts";
export { fromSteps, type Permissions } from "./author/permissions.ts";
export { raw } from "./author/raw.ts";
export { diagnostics } from "./catalogue.ts";
export {
  type ActionMetadata,
  compositeAction,
  dockerAction,
  type LocalAction,
  nodeAction,
  useLocal,
} from "./documents/action-document.ts";
export { collectDocuments } from "./documents/collect-documents.ts";
export { type StepUnit, stepUnit } from "./documents/step-unit.ts";
export { type Workflow, type WorkflowOptions, workflow } from "./documents/workflow.ts";
export { workflowDiagram } from "./documents/workflow-diagram.ts";
export { andThen, firstOf, type UnfinishedWhen, when } from "./expressions/choices.ts";
export { allNeeds, at, type Each, each } from "./expressions/collections.ts";
export { and, eq, ge, gt, le, lt, ne, not, oneOf, or } from "./expressions/conditions.ts";
export type { Context, ContextName, ContextsAt, Expr, Loose, Site, ValueAt } from "./expressions/expr.ts";
export { fromJSON, toJSON } from "./expressions/json.ts";
export { context, loose } from "./expressions/loose.ts";
export type { JobResult } from "./expressions/outcome.ts";
export { always, cancelled, failure, success } from "./expressions/status.ts";
export { contains, endsWith, format, hashFiles, join, startsWith } from "./expressions/texts.ts";
export {
  type Callable,
  type CallOptions,
  call,
  fromRepository,
  fromSelf,
  localWorkflow,
  type RemoteRepository,
  remoteWorkflow,
  workflowAt,
} from "./jobs/call.ts";
export { latestOnly, queueAll, serial } from "./jobs/concurrency.ts";
export { job } from "./jobs/job.ts";
export type { Job } from "./jobs/job-handle.ts";
export type { CacheMode, Container, Environment, JobOptions, Service } from "./jobs/job-options.ts";
export { type DeclaredMatrix, matrix } from "./jobs/matrix.ts";
export { requiredCheck } from "./jobs/required-check.ts";
export {
  allowedActions,
  forbiddenActions,
  limitedAppTokens,
  noPersistedCredentials,
  pinnedActions,
  requiredActions,
} from "./policies/actions.ts";
export {
  cacheModeOfCalls,
  jobTimeouts,
  namedWorkflows,
  noLatestContainers,
  requireConcurrency,
} from "./policies/jobs.ts";
export { documentedPermissions, noReadAll, noWriteAll, requirePermissions } from "./policies/permissions.ts";
export { type PolicyOptions, policy } from "./policies/policy.ts";
export {
  noInheritedSecrets,
  noSecretsInJobEnv,
  noSecretsInWorkflowEnv,
  secretReaders,
  secretsInEnvironments,
} from "./policies/secret-readers.ts";
export { timeZone } from "./policies/time-zone.ts";
export { allowedTriggers, forbiddenTriggers } from "./policies/triggers.ts";
export { scriptFile } from "./scripts/as-written/script-file.ts";
export { verbatim } from "./scripts/as-written/verbatim.ts";
export type { GithubScriptTools } from "./scripts/javascript/github-script-tools.ts";
export { js, type PlainValue, type ScriptFunction, type ScriptValues } from "./scripts/javascript/js.ts";
export { lines } from "./scripts/lines.ts";
export { pwsh } from "./scripts/powershell/pwsh.ts";
export { py } from "./scripts/python/py.ts";
export { addPath, appendSummary, type RunnerCommand, setOutput, setVariable } from "./scripts/runner-command.ts";
export type { Script } from "./scripts/script.ts";
export { sh } from "./scripts/shell/sh.ts";
export { unsafeScript } from "./scripts/unsafe-script.ts";
export { type Pin, useAction, type WithValue } from "./steps/action.ts";
export { lockedImage } from "./steps/locked-image.ts";
export { type RunOptions, run, type Step, type StepOptions } from "./steps/step.ts";
export { background, cancel, parallel, wait, waitAll } from "./steps/step-structure.ts";
export { type UnknownInputs, use } from "./steps/use.ts";
export { useDocker, useFolder } from "./steps/use-other.ts";
export { type TaskDeclaration, taskTable } from "./tasks/task-table.ts";
export type { PayloadField, PayloadFields } from "./triggers/client-payload.ts";
export {
  type DispatchableEvent,
  type DispatchableWorkflow,
  dispatchableWorkflow,
  repositoryDispatch,
} from "./triggers/dispatch-target.ts";
export type { Cron, EventName, On, SecretDeclaration } from "./triggers/events.ts";
export { choice, environment, flag, type Input, number, text } from "./triggers/inputs.ts";
export { type Triggers, triggers } from "./triggers/triggers.ts";
