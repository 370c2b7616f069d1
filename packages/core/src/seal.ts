import type { Diagnostic } from "./diagnostic.ts";
import type { WorkflowDocument } from "./document.ts";
import { fail, ok, type Result } from "./result.ts";

declare const sealed: unique symbol;

/** A workflow without errors. Only {@link seal} makes one, and only such a workflow can be printed. */
export interface CheckedWorkflow extends WorkflowDocument {
  readonly [sealed]: true;
}

/** @returns every diagnostic when one of them is an error; warnings alone do not stop a workflow. */
export function seal(
  document: WorkflowDocument,
  diagnostics: readonly Diagnostic[],
): Result<CheckedWorkflow, readonly Diagnostic[]> {
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return fail(diagnostics);
  return ok(deepFreeze(document) as CheckedWorkflow);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
