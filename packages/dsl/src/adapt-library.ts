import type { Workflow as LibraryWorkflow } from "@github-actions-workflow-ts/lib";
import type { WorkflowDocument, WorkflowModel } from "@yardmaster/core";
import { lowerMap, newLowering } from "./lower.ts";

/**
 * A workflow of `@github-actions-workflow-ts/lib` as a document of ours; undefined for anything else. Told by shape: the
 * object may come from any copy of that library. Its keys and expressions are GitHub's own, as text.
 */
export function adaptLibraryWorkflow(value: unknown): WorkflowDocument | undefined {
  if (!isLibraryWorkflow(value)) return undefined;
  const into = newLowering();
  return {
    yardmaster: "workflow",
    id: value.filename.replace(/\.ya?ml$/, ""),
    model: lowerMap(value.workflow, [], into) as WorkflowModel,
    header: [],
    ...into,
  };
}

function isLibraryWorkflow(value: unknown): value is Required<Pick<LibraryWorkflow, "filename" | "workflow">> {
  if (typeof value !== "object" || value === null || !("filename" in value) || !("workflow" in value)) return false;
  return typeof value.filename === "string" && typeof value.workflow === "object" && value.workflow !== null;
}
