export { type Pin, useAction, type WithValue } from "./action.ts";
export { type Callable, type CallOptions, call, fromRepository, type RemoteRepository } from "./call.ts";
export { collectDocuments } from "./collect-documents.ts";
export type { Cron, EventName, On, SecretDeclaration } from "./events.ts";
export type { Context, ContextName, ContextsAt, Expr, Site, ValueAt } from "./expr.ts";
export {
  always,
  and,
  cancelled,
  contains,
  endsWith,
  eq,
  failure,
  firstOf,
  format,
  fromJSON,
  ne,
  not,
  or,
  startsWith,
  success,
  toJSON,
} from "./functions.ts";
export { choice, flag, type Input, number, text } from "./inputs.ts";
export { type Job, type JobOptions, job, type Permissions } from "./job.ts";
export { js } from "./js.ts";
export { noted } from "./noted.ts";
export type { Script } from "./script.ts";
export { sh } from "./sh.ts";
export { type RunOptions, run, type Step, type StepOptions } from "./step.ts";
export { type TaskDeclaration, taskTable } from "./task-table.ts";
export { type Triggers, triggers } from "./triggers.ts";
export { type Workflow, type WorkflowOptions, workflow } from "./workflow.ts";
