import type { Workflow as LibraryWorkflow } from "@github-actions-workflow-ts/lib";
import { removedCommands, type ValueMap, type WorkflowDocument, type WorkflowModel } from "@yardmaster/core";
import { commandRemoved } from "../scripts/diagnostics.ts";
import { lowerMap } from "../values/lower.ts";
import { type Lowering, newLowering } from "../values/lowering.ts";

/**
 * A workflow of `@github-actions-workflow-ts/lib` as a document of ours; undefined for anything else. Told by shape: the
 * object may come from any copy of that library. Its keys and expressions are GitHub's own, as text.
 */
export function adaptLibraryWorkflow(value: unknown): WorkflowDocument | undefined {
  if (!isLibraryWorkflow(value)) return undefined;
  const into = newLowering();
  const model = lowerMap(withoutUndefined(value.workflow) as object, [], into) as WorkflowModel;
  checkCommands(model, into);
  return {
    yardmaster: "workflow",
    id: value.filename.replace(/\.ya?ml$/, ""),
    model,
    header: [],
    ...into,
  };
}

/** Its types take `undefined` for a key that is left out. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutUndefined(child)]));
}

function checkCommands({ jobs }: WorkflowModel, into: Lowering): void {
  for (const [id, job] of Object.entries(jobs ?? {})) {
    const steps = Array.isArray(job?.steps) ? (job.steps as readonly ValueMap[]) : [];
    for (const [index, step] of steps.entries()) {
      const [removed] = typeof step?.run === "string" ? removedCommands(step.run) : [];
      if (removed) into.diagnostics.push(commandRemoved(removed, { path: ["jobs", id, "steps", index] }));
    }
  }
}

function isLibraryWorkflow(value: unknown): value is Required<Pick<LibraryWorkflow, "filename" | "workflow">> {
  if (typeof value !== "object" || value === null || !("filename" in value) || !("workflow" in value)) return false;
  return typeof value.filename === "string" && typeof value.workflow === "object" && value.workflow !== null;
}
