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
  /** Notes a value that is written as `raw`. */
  keep(kept: KeptValue): void;
}

/** A value that stays as it is. */
export interface KeptValue {
  readonly path: ModelPath;
  readonly reason: string;
  /** The original is wrong there, whoever reads it. */
  readonly isWrong: boolean;
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
  readonly kept: readonly KeptValue[];
}

/** What a module needs around its statements, and what was counted of it, as far as it has been written. */
export interface GatheredModule {
  /** Names of the language, sorted. */
  readonly language: readonly string[];
  /** Other modules by their path from the root: names with what they are called here. */
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly contexts: ReadonlySet<TriggerContext>;
  /** In the order in which they were first read. */
  readonly settings: Readonly<Record<"secrets" | "vars" | "env", ReadonlySet<string>>>;
  readonly statements: readonly string[];
  readonly marks: readonly Mark[];
  readonly expressions: { readonly typed: number; readonly text: number };
  readonly kept: readonly KeptValue[];
}

export interface GatheringWriter extends ModuleWriter {
  gathered(): GatheredModule;
}

export function createModuleWriter(
  around: Pick<ModuleWriter, "plan" | "file" | "decisions" | "comments" | "names">,
): GatheringWriter {
  const language = new Set<string>();
  const imports = new Map<string, Map<string, string>>();
  const contexts = new Set<TriggerContext>();
  const settings = { secrets: new Set<string>(), vars: new Set<string>(), env: new Set<string>() };
  const statements: string[] = [];
  const marks: Mark[] = [];
  const numbers = new Map<string, number>();
  const expressions = { typed: 0, text: 0 };
  const kept: KeptValue[] = [];
  return {
    plan: around.plan,
    file: around.file,
    decisions: around.decisions,
    comments: around.comments,
    names: around.names,
    language(name) {
      language.add(name);
      return name;
    },
    imported(module, name) {
      const names = imports.get(module) ?? new Map<string, string>();
      imports.set(module, names);
      const known = names.get(name) ?? around.names.take(name, kindOfModule(module));
      names.set(name, known);
      return known;
    },
    context(name) {
      contexts.add(name);
      return name === "job" ? "current" : name;
    },
    setting(kind, name) {
      settings[kind].add(name);
    },
    declare(statement) {
      statements.push(statement);
    },
    mark(path, operand) {
      const key = JSON.stringify([path, operand]);
      const number = numbers.get(key) ?? marks.push({ path, ...(operand === undefined ? {} : { operand }) }) - 1;
      numbers.set(key, number);
      return `/*@${number}*/`;
    },
    count(kind) {
      expressions[kind] += 1;
    },
    keep(value) {
      kept.push(value);
    },
    gathered: () => ({
      language: [...language].sort(),
      imports,
      contexts,
      settings,
      statements,
      marks,
      expressions: { ...expressions },
      kept,
    }),
  };
}

/** What its exports are, for a name that is taken in a module that imports it. */
function kindOfModule(module: string): string {
  if (module.endsWith(".workflow.ts")) return "workflow";
  return module.startsWith("generated/") || module.endsWith(".action.ts") ? "action" : "value";
}
