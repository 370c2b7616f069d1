import { nothingKnown, type RepositoryFacts } from "@yardmaster/core";
import type { ImportedWorkflow, ImportWorkflowOptions } from "@yardmaster/importer";

/**
 * Turns one workflow, or an action's metadata, into a module that is proved to make the same: without files and without the
 * network. Never throws for any text.
 * @param facts about the repository around it; of what is left out, nothing is known.
 */
export async function importWorkflow(
  text: string,
  facts: Partial<RepositoryFacts> = {},
  options: ImportWorkflowOptions = {},
): Promise<ImportedWorkflow> {
  const importer = await import("@yardmaster/importer");
  return importer.importWorkflow(text, { ...nothingKnown, workflows: new Map(), ...facts }, options);
}
