export { diagnostics } from "./catalogue.ts";
export { describeEffects } from "./effects/describe-effects.ts";
export type {
  DeadEnd,
  DispatchTable,
  Effects,
  EffectsInput,
  EventEffect,
  Hop,
  Link,
  Loop,
  Reach,
  ReachRoute,
  WorkflowEffects,
} from "./effects/effects.ts";
export { type People, people } from "./effects/people.ts";
export { printMermaid } from "./effects/print-mermaid.ts";
export type { TypedAction, TypedDocument, TypedWorkflow } from "./expression-types/document.ts";
export { inferType } from "./expression-types/infer-type.ts";
export type { Problem } from "./expression-types/problem.ts";
export { scopeAt } from "./expression-types/scope.ts";
export {
  type ObjectType,
  type Property,
  type ScalarKind,
  type ScalarType,
  type Scope,
  typeOfValue,
  unite,
  type ValueType,
} from "./expression-types/value-type.ts";
export { checkAction } from "./parser/check-action.ts";
export { checkWorkflow, refusedByGitHub } from "./parser/check-workflow.ts";
export { type KnownMistake, knownMistakes } from "./parser/known-mistakes.ts";
export { isMissingWorkflow } from "./parser/missing-workflow.ts";
export { readWorkflow } from "./parser/read-workflow.ts";
export type { WorkflowFile } from "./parser/workflow-file.ts";
export { publishedAction } from "./published/published-action.ts";
export { rules } from "./rules/index.ts";
export type {
  ActionSubject,
  AnalyzedAction,
  AnalyzedDependabot,
  AnalyzedWorkflow,
  Extras,
  Report,
  RepositoryWorkflows,
  Rule,
  StepHolder,
  Subject,
} from "./rules/rule.ts";
export { checkActionModel, checkDependabot, checkDispatch, checkModel } from "./run-rules.ts";
export { type ForeignNames, foreignNames } from "./suppressions/foreign-names.ts";
export {
  applySuppressions,
  type Judged,
  mentionsSuppression,
  type NodeComment,
  type Suppressed,
} from "./suppressions/suppressions.ts";
