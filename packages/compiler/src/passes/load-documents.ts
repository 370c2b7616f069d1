import type { CompilerHost } from "../host/compiler-host.ts";
import type { Overlay } from "../host/overlay-files.ts";
import { documentPath } from "../repository/document-path.ts";
import { listSources } from "../sources/list-sources.ts";
import { type LoadedSources, loadSources } from "../sources/load-sources.ts";
import { type CompiledSource, describeSources, type PlacedDocument } from "./compiled-source.ts";

export interface LoadedDocuments extends Omit<LoadedSources, "documents"> {
  readonly documents: readonly PlacedDocument[];
  /** One for each source, in order. @param policiesLookAround whether what they say may depend on any other source. */
  readonly describe: (policiesLookAround?: boolean) => readonly CompiledSource[];
}

/** Finds the sources, and evaluates them to the documents that they export. */
export async function loadDocuments(root: string, host: CompilerHost, overlay?: Overlay): Promise<LoadedDocuments> {
  const listed = await listSources(root, host.files);
  const loaded = await loadGiven(root, listed.sources, host, overlay);
  return { ...loaded, problems: [...listed.diagnostics.map((diagnostic) => ({ diagnostic })), ...loaded.problems] };
}

export async function loadGiven(
  root: string,
  sources: readonly string[],
  host: CompilerHost,
  overlay?: Overlay,
): Promise<LoadedDocuments> {
  const { documents, metafile, ...loaded } = await loadSources(root, sources, host, overlay);
  const placed = documents.map((document) => ({ ...document, path: documentPath(document.document) }));
  return {
    ...loaded,
    metafile,
    documents: placed,
    describe: (policiesLookAround = false) => describeSources(root, sources, placed, metafile, policiesLookAround),
  };
}
