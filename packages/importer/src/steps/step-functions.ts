import type { ModelPath } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { findOwnRuns, isWrittenOut } from "./find-own-runs.ts";
import { nameSteps } from "./name-steps.ts";

/** A function that stands for steps of a list. */
export interface StepFunction {
  readonly count: number;
  /** Declares or imports it where that has not been done. @param write gives the sources of its steps. @returns its name. */
  use(writer: ModuleWriter, write: () => readonly string[]): string;
}

const known = new WeakMap<ModuleWriter, ReadonlyMap<string, StepFunction>>();

/** The function for the steps from a place on, where they repeat: one of the import's, or of the module's own. */
export function stepFunctionAt(path: ModelPath, writer: ModuleWriter): StepFunction | undefined {
  const { plan, file, decisions } = writer;
  const { sharedSteps } = plan;
  const shared = sharedSteps?.functionAt(file, path);
  if (sharedSteps && shared && !isWrittenOut(path, shared.count, decisions)) {
    return { count: shared.count, use: () => writer.imported(sharedSteps.module, shared.name) };
  }
  let functions = known.get(writer);
  if (!functions) {
    functions = findFunctions(writer);
    known.set(writer, functions);
  }
  return functions.get(pathKey(path));
}

function findFunctions({ plan, file, decisions }: ModuleWriter): ReadonlyMap<string, StepFunction> {
  return new Map(
    findOwnRuns(file, decisions, isShared).flatMap(({ steps, copies }) => {
      const made = ownFunction(steps.length, nameSteps(steps));
      return copies.map(({ path }) => [pathKey(path), made] as const);
    }),
  );

  function isShared(path: ModelPath): boolean {
    const index = Number(path.at(-1));
    for (let start = index; start >= 0; start--) {
      const at = [...path.slice(0, -1), start];
      const count = plan.sharedSteps?.functionAt(file, at)?.count ?? 0;
      if (count > 0) return start + count > index && !isWrittenOut(at, count, decisions);
    }
    return false;
  }
}

function ownFunction(count: number, phrase: string): StepFunction {
  let name: string | undefined;
  return {
    count,
    use(writer, write) {
      if (name === undefined) {
        const steps = write();
        name = writer.names.take(phrase, "steps");
        writer.declare(`const ${name} = ${writeStepFunction(steps)};`);
      }
      return name;
    },
  };
}

/** @param steps sources: of one, the function gives the step itself. */
export function writeStepFunction(steps: readonly string[]): string {
  const [only = ""] = steps;
  return `() => ${steps.length === 1 ? only : `[${steps.join(", ")}]`}`;
}
