import { viewWorkflow, type WorkflowView } from "@yardmaster/core";
import type { AnalyzedWorkflow, RepositoryWorkflows } from "../rules/rule.ts";

export interface ViewedWorkflow extends AnalyzedWorkflow {
  readonly view: WorkflowView;
}

/** By file, in the order of their names. */
export type Workflows = ReadonlyMap<string, ViewedWorkflow>;

export function viewWorkflows(workflows: RepositoryWorkflows): Workflows {
  const sorted = [...workflows].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([file, workflow]) => [file, { ...workflow, view: viewWorkflow(workflow.model) }]));
}
