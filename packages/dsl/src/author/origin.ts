import { captureOriginsKey, type MadeJob, madeDocumentsKey, madeJobsKey, type SourceDocument } from "@yardmaster/core";

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

/** Tells the loader, where there is one, that a job was made, and lets it know whether a workflow lists it. */
export function announceJob(id: string, stack: string | undefined): MadeJob {
  const job: MadeJob = { id, stack, isInWorkflow: false };
  const { [madeJobsKey]: made } = globalThis as unknown as { [madeJobsKey]?: MadeJob[] };
  made?.push(job);
  return job;
}
