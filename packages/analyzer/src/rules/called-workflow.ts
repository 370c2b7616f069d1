import { eventsOf, limitsOf, type ValueMap } from "@yardmaster/core";
import type { AnalyzedWorkflow, RepositoryWorkflows } from "./rule.ts";

/** The workflow of this repository that a job calls; undefined for a job with steps, and for other repositories. */
export function calledWorkflow(job: ValueMap, repository: RepositoryWorkflows): AnalyzedWorkflow | undefined {
  const [, path] = (typeof job.uses === "string" && /^[.$]\/(.+)$/.exec(job.uses)) || [];
  const called = path === undefined ? undefined : repository.get(path);
  return called && eventsOf(called.model.on).has("workflow_call") ? called : undefined;
}

/** Levels of workflows below the first that GitHub follows; a ring of calls ends there, too. */
export const maximumCallDepth = limitsOf("github.com").calledLevels;
