import type { ActionsLock, ModelPath, RepositoryFacts, ValueMap } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";

/** A file to import. Paths are relative to the repository's root, with forward slashes. */
export interface ImportedFile {
  /** `.github/workflows/ci.yml`, or an action's `action.yml`. */
  readonly path: string;
  readonly kind: "workflow" | "action";
  readonly document: YamlDocument;
  readonly model: ValueMap;
  /** The module that it becomes: `workflows-src/ci.workflow.ts`. */
  readonly module: string;
  /** What the module exports the document as. */
  readonly exportName: string;
}

/** What the modules of one import know of each other and of the repository. */
export interface ImportPlan {
  /** All that become modules: their workflows and actions are handles of one another. */
  readonly files: readonly ImportedFile[];
  /** Hand-written files and settings around them. */
  readonly facts: RepositoryFacts;
  /** Actions with a binding in `generated/actions.ts`. */
  readonly lock: ActionsLock | undefined;
  /** Expressions in scripts become variables of the step's `env`. */
  readonly isHoisting: boolean;
  /** Steps that repeat across files; undefined where each module keeps its own. */
  readonly sharedSteps?: SharedSteps | undefined;
}

/** Functions for steps that repeat across the files of an import, in a module of their own. */
export interface SharedSteps {
  /** From the root. */
  readonly module: string;
  /** The function for the steps from a place on, and how many they are. */
  functionAt(file: ImportedFile, path: ModelPath): { readonly name: string; readonly count: number } | undefined;
}
