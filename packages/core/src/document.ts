import type { Diagnostic, ModelPath } from "./diagnostic.ts";
import type { ModelComment, Value, WorkflowModel } from "./model.ts";

/** What a source module exports and `gen` writes. The tag is data: documents cross from one bundle into another. */
export type SourceDocument = WorkflowDocument | DataDocument;

export interface WorkflowDocument {
  readonly yardmaster: "workflow";
  /** The file's stem: `ci` is written to `.github/workflows/ci.yml`. */
  readonly id: string;
  readonly model: WorkflowModel;
  readonly comments: readonly ModelComment[];
  /** Lines of a comment at the top of the file, after the generator's own. */
  readonly header: readonly string[];
  /** What the builders saw and types could not forbid. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where nodes were written; empty unless the evaluation was asked to capture it. */
  readonly origins: readonly Origin[];
}

/** A JSON file under `generated/`, such as the orchestrator's task table. */
export interface DataDocument {
  readonly yardmaster: "data";
  /** Under `generated/`, without the extension: `orchestrator-tasks`. */
  readonly id: string;
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
  readonly origins: readonly Origin[];
}

/** The call that made a node. The loader maps the stack from the evaluated bundle to the line of TypeScript. */
export interface Origin {
  readonly path: ModelPath;
  /** `Error.stack` as captured inside the builder. */
  readonly stack: string;
}

/** The property of `globalThis` that asks the builders to capture {@link Origin}s. Off in a run that finds nothing. */
export const captureOriginsKey: unique symbol = Symbol.for("yardmaster.captureOrigins");

export function isSourceDocument(value: unknown): value is SourceDocument {
  if (typeof value !== "object" || value === null || !("yardmaster" in value)) return false;
  return value.yardmaster === "workflow" || value.yardmaster === "data";
}
