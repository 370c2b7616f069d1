import type { DataDocument } from "@yardmaster/core";
import { announce, captureOrigin } from "../author/origin.ts";

/**
 * A diagram of what starts which of the workflows that the sources make, in Mermaid, for documents to show: written to
 * `generated/<id>.mmd` and kept in step by `gen` and `check`.
 */
export function workflowDiagram(id: string): DataDocument {
  const stack = captureOrigin();
  const origins = stack === undefined ? [] : [{ path: [], stack }];
  return announce({ yardmaster: "data", form: "diagram", id, value: {}, diagnostics: [], origins });
}
