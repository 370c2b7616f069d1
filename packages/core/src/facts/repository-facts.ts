import type { ActionMetadata } from "../lock/action-metadata.ts";
import type { WorkflowModel } from "../model/model.ts";
import type { Target } from "../platform/target.ts";

/** What is known of a repository beside the one workflow that is looked at, wherever it comes from. */
export interface RepositoryFacts {
  /** By their paths from the root, those of the sources and those that somebody wrote by hand. */
  readonly workflows: ReadonlyMap<string, WorkflowFact>;
  /** @param folder from the root; the empty text is the root itself. */
  action(folder: string): Promise<ActionFact>;
}

/** A workflow of a repository, ours or written by hand. */
export interface WorkflowFact {
  /** Path from the root of the repository that runs it, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  readonly model: WorkflowModel;
  /** `github.com` unless stated. */
  readonly target?: Target | undefined;
}

/** `unknown`: an action is there, or will be, and nothing is known of its inputs and outputs. */
export type ActionFact =
  | { readonly metadata: ActionMetadata }
  | { readonly unreadable: { readonly path: string; readonly reason: string } }
  | "unknown"
  | "missing";
