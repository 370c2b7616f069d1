import type { ActionView, RepositoryFacts, WorkflowView } from "@yardmaster/core";

/** What expressions stand in, with the repository around it. */
export type TypedDocument = TypedWorkflow | TypedAction;

export interface TypedWorkflow extends WorkflowView {
  readonly kind: "workflow";
  readonly facts: RepositoryFacts;
}

export interface TypedAction extends ActionView {
  readonly kind: "action";
  readonly facts: RepositoryFacts;
}
