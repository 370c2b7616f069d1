import type { TriedProblem } from "@yardmaster/compiler";
import type { ComparedComments } from "../proof/compare-comments.ts";
import type { Objection } from "../proof/objection.ts";
import { type Decisions, noDecisions } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import type { WrittenModule } from "../writing/module-writer.ts";

/** A file on its way through the rounds. */
export interface ImportedModule {
  readonly file: ImportedFile;
  decisions: Decisions;
  written: WrittenModule | undefined;
  /** What its judges said last. */
  objections: readonly Objection[];
  /** Of these no repair is known, or the rounds were not enough. */
  unanswered: readonly Objection[];
  /** What is wrong in the original, whoever reads it. */
  readonly wrong: Objection[];
  /** What the language had against it in any round. */
  readonly told: Objection[];
  /** Said of what it makes, warnings included. */
  problems: readonly TriedProblem[];
  /** What it makes, and what became of the comments. */
  yaml: string | undefined;
  comments: ComparedComments | undefined;
  /** Formatted. */
  source: string | undefined;
}

export function startModule(file: ImportedFile): ImportedModule {
  return {
    file,
    decisions: noDecisions,
    written: undefined,
    objections: [],
    unanswered: [],
    wrong: [],
    told: [],
    problems: [],
    yaml: undefined,
    comments: undefined,
    source: undefined,
  };
}
