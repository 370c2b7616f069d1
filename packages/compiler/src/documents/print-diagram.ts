import type { AnalyzedWorkflow } from "@yardmaster/analyzer";
import type { DataDocument, SourceDocument } from "@yardmaster/core";
import { type GeneratedFile, type GeneratedHeader, printHeader, readHeader } from "@yardmaster/yaml-io";
import { documentPath } from "../repository/document-path.ts";
import { isTaskTable } from "./check-dispatches.ts";

export function isDiagram(document: SourceDocument): document is DataDocument {
  return document.yardmaster === "data" && document.form === "diagram";
}

/** What starts which of the workflows of the repository's root, behind a header that Mermaid takes for a comment. */
export async function printDiagram(
  documents: readonly SourceDocument[],
  file: Required<GeneratedFile>,
): Promise<string> {
  const { describeEffects, printMermaid } = await import("@yardmaster/analyzer");
  const workflows = documents.flatMap((document): [string, AnalyzedWorkflow][] => {
    if (document.yardmaster !== "workflow" || document.root !== undefined) return [];
    const path = documentPath(document);
    return [[path, { file: path, model: document.model }]];
  });
  const tables = documents
    .filter(isTaskTable)
    .map((document) => ({ file: documentPath(document), tasks: document.value.tasks }));
  const effects = describeEffects({ workflows: new Map(workflows), tables });
  return `${printHeader(file).replace(/^#/, "%%")}${printMermaid(effects)}`;
}

export function readDiagramHeader(text: string): GeneratedHeader | undefined {
  return readHeader(text.replace(/^(\ufeff?)%% /, "$1# "));
}
