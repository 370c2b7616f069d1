import type { WorkflowText } from "@yardmaster/analyzer";
import type { Diagnostic } from "@yardmaster/core";
import { workflowsFolder } from "../repository/read-generated.ts";

/**
 * What GitHub says about the text of a workflow or an action; positions are those of the YAML.
 * @param local reads other workflows of the repository by path from the root; undefined for one that does not exist.
 */
export type CheckText = (
  generated: WorkflowText,
  local: (path: string) => string | undefined,
) => Promise<readonly Diagnostic[]>;

/** GitHub's own parser, loaded only when there is something to check: it is the heaviest part of a run. */
export const checkWithGitHubParser: CheckText = async (generated, local) => {
  const { checkAction, checkWorkflow } = await import("@yardmaster/analyzer");
  return isAction(generated.file) ? checkAction(generated) : checkWorkflow(generated, local);
};

function isAction(file: string): boolean {
  return file.endsWith("/action.yml") && !file.includes(`${workflowsFolder}/`);
}
