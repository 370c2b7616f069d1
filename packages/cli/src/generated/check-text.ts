import type { WorkflowText } from "@yardmaster/analyzer";
import type { Diagnostic } from "@yardmaster/core";

/**
 * What GitHub says about the text of a workflow; positions are those of the YAML.
 * @param local reads other workflows of the repository by path from the root; undefined for one that does not exist.
 */
export type CheckText = (
  workflow: WorkflowText,
  local: (path: string) => string | undefined,
) => Promise<readonly Diagnostic[]>;

/** GitHub's own parser, loaded only when there is something to check: it is the heaviest part of a run. */
export const checkWithGitHubParser: CheckText = async (workflow, local) => {
  const { checkWorkflow } = await import("@yardmaster/analyzer");
  return checkWorkflow(workflow, local);
};
