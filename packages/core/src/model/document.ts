import type { Diagnostic, ModelPath } from "../diagnostics/diagnostic.ts";
import type { Target } from "../platform/target.ts";
import type { ModelComment, Value, ValueMap, WorkflowModel } from "./model.ts";

/** What a source module exports and `gen` writes. The tag is data: documents cross from one bundle into another. */
export type SourceDocument = WorkflowDocument | ActionDocument | DataDocument;

interface YamlDocument {
  readonly comments: readonly ModelComment[];
  /** Lines of a comment at the top of the file, after the generator's own. */
  readonly header: readonly string[];
  /** Lines of a comment at the end of the file. */
  readonly footer?: readonly string[];
  /** What the builders saw and types could not forbid. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where nodes were written; empty unless the evaluation was asked to capture it. */
  readonly origins: readonly Origin[];
  /** What the author let through unchecked. */
  readonly escapes: readonly Escape[];
}

export interface WorkflowDocument extends YamlDocument {
  readonly yardmaster: "workflow";
  /** The file's stem: `ci` is written to `.github/workflows/ci.yml`. */
  readonly id: string;
  /** The file's name; `<id>.yml` unless stated. */
  readonly file?: string;
  /** Of a monorepo: the folder that holds the `.github` of this workflow; the repository's root unless stated. */
  readonly root?: string;
  /** What it was written for; `github.com` unless stated. */
  readonly target?: Target;
  /** What the source says of workflows of its repository that it calls and does not make. */
  readonly calls?: readonly DeclaredCall[];
  readonly model: WorkflowModel;
}

/** What a source believes of a workflow that was written by hand, at the job that calls it. */
export interface DeclaredCall {
  readonly path: ModelPath;
  /** Path from the root of the repository. */
  readonly file: string;
  /** Type by name, as `workflow_call` knows types. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly outputs: readonly string[];
}

/** Metadata of an action of this repository. */
export interface ActionDocument extends YamlDocument {
  readonly yardmaster: "action";
  /** The folder again. */
  readonly id: string;
  /** From the root of the repository, which is `.` itself. */
  readonly folder: string;
  /** The file's name; `action.yml` unless stated. */
  readonly file?: "action.yaml";
  readonly model: ValueMap;
}

/** A value or keys that the language was told not to check, and the author's reason. */
export interface Escape {
  readonly path: ModelPath;
  readonly why: string;
}

/** A file under `generated/`: JSON, such as the orchestrator's task table, or a diagram. */
export interface DataDocument {
  readonly yardmaster: "data";
  /** Under `generated/`, without the extension: `orchestrator-tasks`. */
  readonly id: string;
  readonly value: Value;
  /** Its content is what the workflows of the sources come to, as Mermaid: `value` says nothing. */
  readonly form?: "diagram";
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

/**
 * The property of `globalThis` that, while sources are evaluated, holds the list of every document that builders make: what
 * is made and never exported would otherwise be lost without a word.
 */
export const madeDocumentsKey: unique symbol = Symbol.for("yardmaster.madeDocuments");

/** A job that a builder made: one that is in no workflow is written nowhere. */
export interface MadeJob {
  readonly id: string;
  /** As in {@link Origin}; undefined unless the evaluation was asked to capture it. */
  readonly stack: string | undefined;
  /** Set by the workflow that lists it. */
  isInWorkflow: boolean;
}

/** The property of `globalThis` that, while sources are evaluated, holds the list of every job that builders make. */
export const madeJobsKey: unique symbol = Symbol.for("yardmaster.madeJobs");

/** Where the metadata of an action stand, from the root of the repository. */
export function actionFilePath({ folder, file }: Pick<ActionDocument, "folder" | "file">): string {
  return `${folder === "." ? "" : `${folder}/`}${file ?? "action.yml"}`;
}

/** The name of a workflow's file under `.github/workflows/`. */
export function workflowFileName({ id, file = `${id}.yml` }: Pick<WorkflowDocument, "id" | "file">): string {
  return file;
}

/**
 * Whether a text can be a file's name, but for its extension, on every system: no device of Windows, no character that one
 * of them refuses, no blank at its ends or dot behind it, and room for an extension in 255 bytes.
 */
export function isFileStem(text: string): boolean {
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(text)) return false;
  return new TextEncoder().encode(text).length <= 200 && /^(?! )[^\\/:*?"<>|\p{C}]*[^\\/:*?"<>|\p{C} .]$/u.test(text);
}

export function isSourceDocument(value: unknown): value is SourceDocument {
  if (typeof value !== "object" || value === null || !("yardmaster" in value)) return false;
  return ["workflow", "action", "data"].includes(value.yardmaster as string);
}
