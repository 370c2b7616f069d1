import type { DeclaredCall, Diagnostic, Target, WorkflowModel } from "@yardmaster/core";

/** A workflow of a repository, ours or written by hand. */
export interface AnalyzedWorkflow {
  /** Path from the root of the repository that runs it, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  readonly model: WorkflowModel;
  /** `github.com` unless stated. */
  readonly target?: Target | undefined;
  /** What the source says of workflows that it calls and does not make. */
  readonly calls?: readonly DeclaredCall[] | undefined;
}

/** The workflows of one repository, by their paths from its root. */
export type RepositoryWorkflows = ReadonlyMap<string, AnalyzedWorkflow>;

/**
 * Looks at one workflow, with the others of its repository at hand. Places are paths of that workflow's model. What cannot
 * be known from the models (expressions, settings, other repositories) is left alone.
 */
export type Rule = (workflow: AnalyzedWorkflow, repository: RepositoryWorkflows) => readonly Diagnostic[];
