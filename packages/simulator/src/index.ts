export { type PermissionLevel, type Permissions, permissionLevel } from "./calls/permissions.ts";
export type { Behaviour, KnownEffects } from "./diff/behaviour.ts";
export { type BehaviourFacts, behaviourOf } from "./diff/behaviour-of.ts";
export { type Change, type ChangeKind, type ChangeSeverity, changeKinds } from "./diff/change.ts";
export { code as codeText } from "./diff/code.ts";
export { compareBehaviour } from "./diff/compare-behaviour.ts";
export { type CompletedEvent, completeEvent } from "./events/complete-event.ts";
export { type EventHelp, eventHelp } from "./events/event-help.ts";
export type { GivenEvent } from "./events/given-event.ts";
export { loadExamples, type WebhookExample } from "./events/load-examples.ts";
export { requiredInputs } from "./events/required-inputs.ts";
export { type Annotation, type CommandSink, createCommandReader } from "./execute/command-reader.ts";
export {
  type EnvironmentWrites,
  type FilePairs,
  readEnvironmentWrites,
  readFilePairs,
  readPathFile,
} from "./execute/file-commands.ts";
export { type ExecutedRun, jobContexts } from "./execute/job-contexts.ts";
export { isAmong, keyOf, nextJob, type PlacedCall, type PlacedJob, placedJobs } from "./execute/next-job.ts";
export { parseWorkflowCommand, type WorkflowCommand } from "./execute/parse-workflow-command.ts";
export {
  dependsOn,
  nameOf,
  type PreparedStep,
  prepareStep,
  type Refusal,
  type RunDefaults,
  stepCondition,
  textsOf,
} from "./execute/prepare-step.ts";
export { runnerVariables } from "./execute/runner-variables.ts";
export { createSecretMasker, type SecretMasker } from "./execute/secret-masker.ts";
export { type ShellInvocation, shellArguments, shellInvocation } from "./execute/shell-invocation.ts";

export {
  type ExplainedCondition,
  type ExplainedJob,
  type ExplainedStep,
  type Explanation,
  explainJob,
} from "./explain/explain-job.ts";
export type { ExplainedPart } from "./explain/explained-part.ts";
export { applyChange, type FactChange, type World } from "./explain/fact-change.ts";
export {
  type ChangeOptions,
  type ChangeSearch,
  smallestChange,
  type TurningChange,
} from "./explain/smallest-change.ts";
export type { Standing, Target } from "./explain/target.ts";
export { type ClosestMiss, closestMiss } from "./filters/closest-miss.ts";
export { type CheckName, checkNames, type JobChecks } from "./jobs/check-names.ts";
export type { Disagreement, RecordedComparison } from "./recorded/compare-recording.ts";
export { eventOfRecording } from "./recorded/event-of-recording.ts";
export { type JudgedRecording, judgeRecording } from "./recorded/judge-recording.ts";
export {
  type RecordedJob,
  type RecordedRun,
  type RecordedStep,
  type Recording,
  readRecording,
} from "./recorded/recording.ts";
export { checkOutcomes } from "./runs/check-outcomes.ts";
export { simulate } from "./runs/simulate.ts";
export { answersOfSteps, type StepResult } from "./steps/step-status.ts";
export type { PayloadRepository, SimulatedEvent } from "./trace/event.ts";
export type {
  ActionsPolicy,
  EnvironmentSettings,
  GivenJob,
  GivenOutcomes,
  GivenStep,
  OtherRun,
  SimulatedRepository,
  SimulatedSettings,
} from "./trace/facts.ts";
export type * from "./trace/trace.ts";
