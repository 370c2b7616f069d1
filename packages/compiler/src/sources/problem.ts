import type { Diagnostic, ModelPath, SourceLocation } from "@yardmaster/core";

/** A document among those that a module exports, by position: the same in every evaluation of the bundle. */
export interface DocumentReference {
  readonly source: string;
  readonly index: number;
}

export interface NodeReference extends DocumentReference {
  readonly path: ModelPath;
}

/** A diagnostic on its way to a line of TypeScript, with what is known about where it belongs. */
export interface Problem {
  readonly diagnostic: Diagnostic;
  /** The module being evaluated; undefined when that is not known. */
  readonly source?: string | undefined;
  /** Of the exception. */
  readonly stack?: string | undefined;
  /** The document whose node the diagnostic's path names. */
  readonly document?: DocumentReference | undefined;
  /** The document itself, where no source exports it: its position among all that were made. */
  readonly made?: number | undefined;
  /** In the text of the generated file. */
  readonly generated?: SourceLocation | undefined;
}
