import type { ModelPath } from "@yardmaster/core";
import type { CommentTable } from "./comment-table.ts";
import type { Decisions } from "./decisions.ts";
import type { ImportedFile, ImportPlan } from "./import-plan.ts";
import type { Names } from "./names.ts";

/** A context that `triggers(…)` gives. */
export type TriggerContext = "github" | "inputs" | "secrets" | "vars" | "env" | "runner" | "job" | "strategy";

/** Gathers one module while its parts are written: what they import, declare and ask of `triggers`. */
export interface ModuleWriter {
  readonly plan: ImportPlan;
  readonly file: ImportedFile;
  readonly decisions: Decisions;
  readonly comments: CommentTable;
  readonly names: Names;
  /** Imports a name of the language. @returns the name: no other identifier of a module is called so. */
  language(name: string): string;
  /** Imports a name of another module. @param module relative to the root. @returns what it is called here. */
  imported(module: string, name: string): string;
  /** Takes a context from `triggers(…)`. @returns what it is called here: `job` is `current`. */
  context(name: TriggerContext): string;
  /** Declares a name that the settings provide, so that `secrets.NAME` can be read. */
  setting(kind: "secrets" | "vars" | "env", name: string): void;
  /** Adds a statement, such as `const build = job(…);`, behind those before it. */
  declare(statement: string): void;
  /**
   * A mark, which is a comment until the module is formatted: what a compiler says behind it is about this node.
   * @param operand of an expression, numbered from 0 in the order in which they stand.
   */
  mark(path: ModelPath, operand?: number): string;
  /** Counts an expression: built of typed parts, or left as a text. */
  count(kind: "typed" | "text"): void;
}

export interface Mark {
  readonly path: ModelPath;
  readonly operand?: number;
}

/** A module before it is judged. */
export interface WrittenModule {
  readonly file: ImportedFile;
  /** TypeScript with marks, not formatted. */
  readonly marked: string;
  /** By the number in the mark's comment. */
  readonly marks: readonly Mark[];
  readonly expressions: { readonly typed: number; readonly text: number };
}
