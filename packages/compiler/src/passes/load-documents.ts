import type { CompilerHost } from "../host.ts";
import { documentPath } from "../repository/document-path.ts";
import type { Overlay } from "../sources/bundle-sources.ts";
import { listSources } from "../sources/list-sources.ts";
import { type LoadedDocument, type LoadedSources, loadSources } from "../sources/load-sources.ts";

/** A document and where it is written. */
export interface PlacedDocument extends LoadedDocument {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
}

export interface LoadedDocuments extends Omit<LoadedSources, "documents"> {
  readonly documents: readonly PlacedDocument[];
}

/** Finds the sources, and evaluates them to the documents that they export. */
export async function loadDocuments(root: string, host: CompilerHost, overlay?: Overlay): Promise<LoadedDocuments> {
  const listed = await listSources(root, host.files);
  const { documents, problems, ...loaded } = await loadSources(root, listed.sources, host, overlay);
  return {
    ...loaded,
    documents: documents.map((document) => ({ ...document, path: documentPath(document.document) })),
    problems: [...listed.diagnostics.map((diagnostic) => ({ diagnostic })), ...problems],
  };
}
