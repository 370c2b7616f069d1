import { isSourceDocument, type SourceDocument } from "@yardmaster/core";
import { adaptLibraryWorkflow } from "./adapt-library.ts";

/**
 * The documents among a module's exports, in the order of their names: ours, and workflows of
 * `@github-actions-workflow-ts/lib`. Other exports are the module's own business.
 */
export function collectDocuments(exports: Readonly<Record<string, unknown>>): readonly SourceDocument[] {
  const found = new Set<SourceDocument>();
  for (const name of Object.keys(exports).sort()) {
    const value = exports[name];
    const document = isSourceDocument(value) ? value : adaptLibraryWorkflow(value);
    if (document) found.add(document);
  }
  return [...found];
}
