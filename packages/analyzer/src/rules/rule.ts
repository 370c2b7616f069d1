import type {
  DeclaredCall,
  DiagnosticKind,
  ExpressionAt,
  Fix,
  JobView,
  ModelPath,
  Related,
  RepositoryFacts,
  StepView,
  Task,
  WorkflowFact,
  WorkflowView,
} from "@yardmaster/core";

/** A workflow of a repository, ours or written by hand. */
export interface AnalyzedWorkflow extends WorkflowFact {
  /** What the source says of workflows that it calls and does not make. */
  readonly calls?: readonly DeclaredCall[] | undefined;
}

export type RepositoryWorkflows = RepositoryFacts["workflows"];

/** A workflow as rules see it, among the others of its repository. */
export interface Subject extends AnalyzedWorkflow, WorkflowView {
  readonly repository: RepositoryWorkflows;
}

/** What a rule adds to a diagnostic beside its sentence. */
export interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** @param path of the node that is wrong, in the model of the workflow that is looked at. */
export type Report = <P>(kind: DiagnosticKind<P>, parameters: P, path: ModelPath, extras?: Extras) => void;

/**
 * Looks at one workflow, with the others of its repository at hand, by the methods that it has; each is called once for
 * every such part, in the order of the model. It is pure, and knows no other rule. What cannot be known from the models
 * (expressions, settings, other repositories) is left alone.
 */
export interface Rule {
  /** Everything that it can say. Reporting anything else is a bug of ours. */
  readonly reports: readonly DiagnosticKind<never>[];
  workflow?(workflow: Subject, report: Report): void;
  job?(job: JobView, workflow: Subject, report: Report): void;
  step?(step: StepView, job: JobView, workflow: Subject, report: Report): void;
  expression?(at: ExpressionAt, workflow: Subject, report: Report): void;
  /** A task of the orchestrator, and the workflow of this repository that it dispatches. */
  task?(task: Task, dispatched: AnalyzedWorkflow, report: Report): void;
}
