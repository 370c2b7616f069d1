import type { WorkflowFile } from "@yardmaster/analyzer";
import type { Diagnostic, YamlTree } from "@yardmaster/core";
import { workflowsFolder } from "../repository/read-generated.ts";

/** A workflow or an action as it is made, and as it was read back. */
export interface TextToCheck extends WorkflowFile {
  readonly text: string;
}

/**
 * What GitHub says about the text of a workflow or an action; positions are those of the YAML.
 * @param local other workflows of the repository by path from the root; undefined for one that does not exist.
 * @param read the same, read.
 */
export type CheckText = (
  generated: TextToCheck,
  local: (path: string) => string | undefined,
  read: (path: string) => YamlTree | undefined,
) => Promise<readonly Diagnostic[]>;

/** GitHub's own parser, loaded only when there is something to check: it is the heaviest part of a run. */
export const checkWithGitHubParser: CheckText = async (generated, _, read) => {
  const { checkAction, checkWorkflow } = await import("@yardmaster/analyzer");
  return isAction(generated.file) ? checkAction(generated) : checkWorkflow(generated, read);
};

function isAction(file: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(file) && !file.includes(`${workflowsFolder}/`);
}
