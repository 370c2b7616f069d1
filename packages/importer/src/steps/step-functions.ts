import type { ModelPath } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { findRepeated } from "./find-repeated.ts";
import { nameSteps } from "./name-steps.ts";
import { listsOf } from "./repeatable-steps.ts";

/** A function that stands for steps of a list. */
export interface StepFunction {
  readonly count: number;
  /** What it is called; undefined until the first list that it stands in declares it. */
  name: string | undefined;
  /** What a name is made of. */
  readonly phrase: string;
}

const known = new WeakMap<ModuleWriter, ReadonlyMap<string, StepFunction>>();

/** The function for the steps from a place on, where they repeat in the module. */
export function stepFunctionAt(path: ModelPath, writer: ModuleWriter): StepFunction | undefined {
  let functions = known.get(writer);
  if (!functions) {
    functions = findFunctions(writer);
    known.set(writer, functions);
  }
  return functions.get(pathKey(path));
}

function findFunctions({ file, decisions }: ModuleWriter): ReadonlyMap<string, StepFunction> {
  const runs = findRepeated(listsOf(file, decisions, false), (lists) => new Set(lists).size > 1);
  return new Map(
    runs.flatMap(({ steps, copies }) => {
      const made: StepFunction = { count: steps.length, name: undefined, phrase: nameSteps(steps) };
      return copies.map(({ path }) => [pathKey(path), made] as const);
    }),
  );
}
