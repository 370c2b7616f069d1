import { actionFilePath, type SourceDocument, workflowFileName } from "@yardmaster/core";
import { dataFolder, workflowsFolder } from "./read-generated.ts";

/** Where a document is written, relative to the root. */
export function documentPath(document: SourceDocument): string {
  switch (document.yardmaster) {
    case "workflow":
      return `${document.root === undefined ? "" : `${document.root}/`}${workflowsFolder}/${workflowFileName(document)}`;
    case "action":
      return actionFilePath(document);
    case "data":
      return `${dataFolder}/${document.id}.${document.form === "diagram" ? "mmd" : "json"}`;
  }
}
