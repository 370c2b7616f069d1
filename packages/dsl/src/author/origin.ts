import { captureOriginsKey, madeDocumentsKey, type SourceDocument } from "@yardmaster/core";

/** The stack of the builder's caller, when the loader asks for it; undefined in a run that has nothing to report. */
export function captureOrigin(): string | undefined {
  const { [captureOriginsKey]: wanted } = globalThis as unknown as { [captureOriginsKey]?: boolean };
  return wanted ? new Error("origin").stack : undefined;
}

/** Tells the loader, where there is one, that a document was made. */
export function announce<D extends SourceDocument>(document: D): D {
  const { [madeDocumentsKey]: made } = globalThis as unknown as { [madeDocumentsKey]?: SourceDocument[] };
  made?.push(document);
  return document;
}
