import type { WorkflowFact } from "@yardmaster/core";
import { workflowModel } from "../documents/read-model.ts";
import type { LintedFile } from "./read-subject.ts";

/** The workflows of a repository by their paths: one is read when it is asked for, all when somebody looks through them. */
export class WorkflowFacts implements ReadonlyMap<string, WorkflowFact> {
  readonly #paths: readonly string[];
  readonly #read: (path: string) => LintedFile | undefined;
  #all: ReadonlyMap<string, WorkflowFact> | undefined;

  /** @param paths of files that may be workflows. */
  constructor(paths: readonly string[], read: (path: string) => LintedFile | undefined) {
    this.#paths = paths;
    this.#read = read;
  }

  get(path: string): WorkflowFact | undefined {
    if (this.#all) return this.#all.get(path);
    return this.#paths.includes(path) ? this.#factOf(path) : undefined;
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  get size(): number {
    return this.#listed().size;
  }

  keys(): MapIterator<string> {
    return this.#listed().keys();
  }

  values(): MapIterator<WorkflowFact> {
    return this.#listed().values();
  }

  entries(): MapIterator<[string, WorkflowFact]> {
    return this.#listed().entries();
  }

  [Symbol.iterator](): MapIterator<[string, WorkflowFact]> {
    return this.entries();
  }

  forEach(visit: (fact: WorkflowFact, path: string, map: ReadonlyMap<string, WorkflowFact>) => void): void {
    for (const [path, fact] of this.#listed()) visit(fact, path, this);
  }

  #listed(): ReadonlyMap<string, WorkflowFact> {
    this.#all ??= new Map(
      this.#paths.flatMap((path): [string, WorkflowFact][] => {
        const fact = this.#factOf(path);
        return fact ? [[path, fact]] : [];
      }),
    );
    return this.#all;
  }

  #factOf(file: string): WorkflowFact | undefined {
    const linted = this.#read(file);
    const model = linted?.kind === "workflow" ? workflowModel(linted.document.model) : undefined;
    return model && { file, model };
  }
}
