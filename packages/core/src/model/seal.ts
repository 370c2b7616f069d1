import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { fail, ok, type Result } from "../diagnostics/result.ts";
import type { ActionDocument, WorkflowDocument } from "./document.ts";

declare const sealed: unique symbol;

/** A document without errors. Only {@link seal} makes one, and only such a document can be printed. */
export type Checked<D> = D & { readonly [sealed]: true };
export type CheckedWorkflow = Checked<WorkflowDocument>;
export type CheckedAction = Checked<ActionDocument>;

/** @returns every diagnostic when one of them is an error; warnings alone do not stop a workflow. */
export function seal<D extends WorkflowDocument | ActionDocument>(
  document: D,
  diagnostics: readonly Diagnostic[],
): Result<Checked<D>, readonly Diagnostic[]> {
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return fail(diagnostics);
  return ok(deepFreeze(document) as Checked<D>);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
