export type { TaskRule } from "@yardmaster/core";
export { type Pin, useAction, type WithValue } from "./action.ts";
export {
  type ActionMetadata,
  compositeAction,
  dockerAction,
  type LocalAction,
  nodeAction,
  useLocal,
} from "./action-document.ts";
export {
  type Callable,
  type CallOptions,
  call,
  fromRepository,
  fromSelf,
  localWorkflow,
  type RemoteRepository,
  remoteWorkflow,
} from "./call.ts";
export type { PayloadField, PayloadFields } from "./client-payload.ts";
export { collectDocuments } from "./collect-documents.ts";
export { latestOnly, queueAll, serial } from "./concurrency.ts";
export {
  type DispatchableEvent,
  type DispatchableWorkflow,
  dispatchableWorkflow,
  repositoryDispatch,
} from "./dispatch-target.ts";
export type { Cron, EventName, On, SecretDeclaration } from "./events.ts";
export type { Context, ContextName, ContextsAt, Expr, Site, ValueAt } from "./expr.ts";
export {
  allNeeds,
  always,
  and,
  at,
  cancelled,
  contains,
  type Each,
  each,
  endsWith,
  eq,
  failure,
  firstOf,
  format,
  fromJSON,
  ge,
  gt,
  hashFiles,
  join,
  le,
  lt,
  ne,
  not,
  oneOf,
  or,
  startsWith,
  success,
  toJSON,
  type UnfinishedWhen,
  when,
} from "./functions.ts";
export type { GithubScriptTools } from "./github-script-tools.ts";
export { choice, environment, flag, type Input, number, text } from "./inputs.ts";
export { type Job, type JobResult, job } from "./job.ts";
export type { CacheMode, Container, Environment, JobOptions, Permissions, Service } from "./job-options.ts";
export { fromSteps } from "./job-permissions.ts";
export { js, type PlainValue, type ScriptFunction, type ScriptValues } from "./js.ts";
export { lockedImage } from "./locked-image.ts";
export { type DeclaredMatrix, matrix } from "./matrix.ts";
export { noted } from "./noted.ts";
export { pwsh } from "./pwsh.ts";
export { py } from "./py.ts";
export { raw } from "./raw.ts";
export { requiredCheck } from "./required-check.ts";
export { addPath, appendSummary, type RunnerCommand, setOutput, setVariable } from "./runner-command.ts";
export type { Script } from "./script.ts";
export { scriptFile } from "./script-file.ts";
export { sh } from "./sh.ts";
export { type RunOptions, run, type Step, type StepOptions } from "./step.ts";
export { background, cancel, parallel, wait, waitAll } from "./step-structure.ts";
export { type StepUnit, stepUnit } from "./step-unit.ts";
export { type TaskDeclaration, taskTable } from "./task-table.ts";
export { type Triggers, triggers } from "./triggers.ts";
export { useDocker, useFolder } from "./use-other.ts";
export { verbatim } from "./verbatim.ts";
export { type Workflow, type WorkflowOptions, workflow } from "./workflow.ts";
