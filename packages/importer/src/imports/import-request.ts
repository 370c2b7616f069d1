import type { TriedModules, TryOptions } from "@yardmaster/compiler";
import type { ActionsLock, RepositoryFacts } from "@yardmaster/core";
import type { Objection } from "../proof/objection.ts";

export interface ImportRequest {
  /** All files of one import. Paths are relative to the repository's root, with forward slashes. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly facts: RepositoryFacts;
  /** Of the actions that have a binding in `generated/actions.ts`. */
  readonly lock?: ActionsLock | undefined;
  /** Sources that are there already, by path: none of them is overwritten. */
  readonly existing: ReadonlyMap<string, string>;
  /** The folder for the modules: `workflows-src`. */
  readonly out: string;
  /** Expressions in scripts become variables of the step's `env`. */
  readonly isHoisting: boolean;
}

/** What an import asks of the world around it. */
export interface ImportPorts {
  /**
   * Compiles modules as `gen` does: `tryModules` of the compiler.
   * @param texts modules by path, in place of those on the disk and beside them.
   * @param modules those that are compiled; the rest is there to be imported.
   */
  readonly compile: (
    texts: ReadonlyMap<string, string>,
    modules: readonly string[],
    options?: TryOptions,
  ) => Promise<TriedModules>;
  /** One run of the project's TypeScript over modules; undefined where none is installed. */
  readonly checkTypes?: (
    texts: ReadonlyMap<string, string>,
    modules: readonly string[],
  ) => Promise<readonly TypeProblem[]>;
  /** Told what judges have against a module, each time that it is judged. */
  readonly heard?: (path: string, objections: readonly Objection[]) => void;
  readonly progress?: (stage: ImportStage, done: number, total: number) => void;
}

/** Files are read, modules written and compiled in turns until nothing is left to change, then formatted and compiled. */
export type ImportStage = "read" | "write" | "compile" | "format" | "prove";

export interface TypeProblem {
  /** The module. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Without its number; further lines give the reasons, innermost last. */
  readonly message: string;
}
