import type {
  ActionView,
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
  ValueMap,
  WorkflowFact,
  WorkflowView,
} from "@yardmaster/core";

/** A workflow of a repository, ours or written by hand. */
export interface AnalyzedWorkflow extends WorkflowFact {
  /** What the source says of workflows that it calls and does not make. */
  readonly calls?: readonly DeclaredCall[] | undefined;
  /** Its source was fitted to its target, which has said what is wrong with schedules and limits already. */
  readonly isAdapted?: boolean;
}

export type RepositoryWorkflows = RepositoryFacts["workflows"];

/** The metadata of an action. */
export interface AnalyzedAction {
  /** Path from the root of its repository, such as `.github/actions/setup/action.yml`. */
  readonly file: string;
  readonly model: ActionView["model"];
}

/** A `dependabot.yml`, which may hold anything. */
export interface AnalyzedDependabot {
  /** Path from the root of its repository. */
  readonly file: string;
  readonly model: ValueMap;
}

/** A workflow as rules see it, among the others of its repository. */
export interface Subject extends AnalyzedWorkflow, WorkflowView {
  readonly kind: "workflow";
  readonly repository: RepositoryWorkflows;
  readonly facts: RepositoryFacts;
}

/** An action as rules see it. */
export interface ActionSubject extends AnalyzedAction, ActionView {
  readonly kind: "action";
  readonly facts: RepositoryFacts;
}

/** What the steps stand in: a job of a workflow, or a composite action. */
export type StepHolder =
  | { readonly job: JobView; readonly steps: readonly StepView[]; readonly document: Subject }
  | { readonly job?: undefined; readonly steps: readonly StepView[]; readonly document: ActionSubject };

/** What a rule adds to a diagnostic beside its sentence. */
export interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** What is wrong is the key at the path, not its value. */
  readonly at?: "key";
  /** What is wrong within the text at the path, as it is written there; of one line. */
  readonly excerpt?: string | undefined;
}

/** @param path of the node that is wrong, in the model of the document that is looked at. */
export type Report = <P>(kind: DiagnosticKind<P>, parameters: P, path: ModelPath, extras?: Extras) => void;

/**
 * Looks at one workflow or action, with the repository around it at hand, by the methods that it has; each is called once
 * for every such part, in the order of the model. It is pure, and knows no other rule. What cannot be known (expressions,
 * settings, other repositories) is left alone.
 */
export interface Rule {
  /** Everything that it can say. Reporting anything else is a bug of ours. */
  readonly reports: readonly DiagnosticKind<never>[];
  workflow?(workflow: Subject, report: Report): void;
  job?(job: JobView, workflow: Subject, report: Report): void;
  action?(action: ActionSubject, report: Report): void;
  /** A step of a job or of a composite action. */
  step?(step: StepView, holder: StepHolder, report: Report): void;
  /** An expression of a workflow or of an action. */
  expression?(at: ExpressionAt, document: Subject | ActionSubject, report: Report): void;
  dependabot?(file: AnalyzedDependabot, report: Report): void;
  /** A task of the orchestrator, and the workflow of this repository that it dispatches. */
  task?(task: Task, dispatched: AnalyzedWorkflow, report: Report): void;
}
