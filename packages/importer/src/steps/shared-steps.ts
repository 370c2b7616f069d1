import type { ValueMap } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { createNames } from "../writing/names.ts";
import { type CostOf, findRepeated, type StepPlace } from "./find-repeated.ts";
import { nameSteps } from "./name-steps.ts";
import { listsOf } from "./repeatable-steps.ts";

/** Steps that repeat in several files of an import: a function of a module of their own. */
export interface SharedFunction {
  /** What the module exports it as. */
  readonly name: string;
  readonly steps: readonly ValueMap[];
  /** Of the first step of each copy. */
  readonly copies: readonly StepPlace[];
}

interface SharedSteps {
  readonly functions: readonly SharedFunction[];
  readonly byPlace: ReadonlyMap<string, SharedFunction>;
}

const found = new WeakMap<ImportPlan, SharedSteps>();

export function sharedFunctionAt(place: StepPlace, plan: ImportPlan): SharedFunction | undefined {
  return sharedSteps(plan).byPlace.get(placeKey(place));
}

/** In the order of the files that they stand in at first. */
export function sharedFunctions(plan: ImportPlan): readonly SharedFunction[] {
  return sharedSteps(plan).functions;
}

function sharedSteps(plan: ImportPlan): SharedSteps {
  const known = found.get(plan);
  if (known) return known;
  const functions = plan.sharedSteps === undefined ? [] : findFunctions(plan);
  const byPlace = new Map(functions.flatMap((made) => made.copies.map((copy) => [placeKey(copy), made] as const)));
  const steps = { functions, byPlace };
  found.set(plan, steps);
  return steps;
}

/** The statement, and in each file an import: a reader has to look elsewhere. */
const costAcrossFiles: CostOf = (lists) => {
  const files = new Set(lists.map(({ file }) => file)).size;
  return files > 1 ? 4 + 2 * files : undefined;
};

function findFunctions({ files }: ImportPlan): readonly SharedFunction[] {
  const names = createNames();
  const lists = files.flatMap((file) => listsOf(file, "import", () => false));
  return findRepeated(lists, costAcrossFiles).map((run) => ({
    ...run,
    name: names.take(nameSteps(run.steps), "steps"),
  }));
}

function placeKey({ file, path }: StepPlace): string {
  return `${file.path} ${pathKey(path)}`;
}
