import type { ModelPath, ValueMap } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ImportedFile, SharedSteps } from "../writing/import-plan.ts";
import { createNames } from "../writing/names.ts";
import { type CostOf, findRepeated, type StepPlace } from "./find-repeated.ts";
import { nameSteps } from "./name-steps.ts";
import { listsOf } from "./repeatable-steps.ts";

export interface SharedFunction {
  /** What the module exports it as. */
  readonly name: string;
  readonly steps: readonly ValueMap[];
  /** Of the first step of each copy. */
  readonly copies: readonly StepPlace[];
}

export interface FoundSharedSteps extends SharedSteps {
  /** In the order of the files that they stand in at first. */
  readonly functions: readonly SharedFunction[];
}

/**
 * Finds the steps that repeat across files: once for an import, so that all of its modules agree.
 * @param module for their functions, from the root.
 * @param isTaken of steps that stand for themselves.
 */
export function findSharedSteps(
  files: readonly ImportedFile[],
  module: string,
  isTaken: (file: ImportedFile, path: ModelPath) => boolean,
): FoundSharedSteps {
  const names = createNames();
  const lists = files.flatMap((file) => listsOf(file, "import", (path) => isTaken(file, path)));
  const functions = findRepeated(lists, costAcrossFiles).map(
    (run): SharedFunction => ({ ...run, name: names.take(nameSteps(run.steps), "steps") }),
  );
  const byPlace = new Map(
    functions.flatMap(({ name, steps, copies }) =>
      copies.map(({ file, path }) => [placeKey(file, path), { name, count: steps.length }] as const),
    ),
  );
  return { module, functions, functionAt: (file, path) => byPlace.get(placeKey(file, path)) };
}

/** The statement, and in each file an import: a reader has to look elsewhere. */
const costAcrossFiles: CostOf = (lists) => {
  const files = new Set(lists.map(({ file }) => file)).size;
  return files > 1 ? 4 + 2 * files : undefined;
};

function placeKey({ path: file }: ImportedFile, path: ModelPath): string {
  return `${file} ${pathKey(path)}`;
}
