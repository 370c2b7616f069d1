import type { ModelPath } from "@yardmaster/core";
import { writeProperty } from "../values/write-text.ts";
import { pathKey } from "../writing/decisions.ts";
import type { References } from "../writing/references.ts";
import type { PlacedStep } from "./place-steps.ts";

/** A step that others read, wait for or cancel: a constant of the module. */
export interface StepHandle {
  readonly step: PlacedStep;
  /** The constant. */
  readonly name: string;
  /** Outputs of the handle. */
  readonly outputs: readonly string[];
}

export class StepHandles {
  readonly #byPath = new Map<string, StepHandle>();
  readonly #byId = new Map<string, StepHandle>();

  constructor(handles: readonly StepHandle[]) {
    for (const handle of handles) {
      this.#byPath.set(pathKey(handle.step.path), handle);
      if (typeof handle.step.keys.id === "string") this.#byId.set(handle.step.keys.id.toLowerCase(), handle);
    }
  }

  at(path: ModelPath): StepHandle | undefined {
    return this.#byPath.get(pathKey(path));
  }

  /** @param id as somebody spells it: GitHub ignores its case. */
  named(id: unknown): StepHandle | undefined {
    return typeof id === "string" ? this.#byId.get(id.toLowerCase()) : undefined;
  }

  /** What expressions of a step read, by the position where it stands; those of the job stand after all steps. */
  before(order: number, outer: References): References {
    return {
      resolve: (chain) => {
        const [context, id, what = "", output = ""] = chain;
        if (context !== "steps") return outer.resolve(chain);
        const handle = this.named(id);
        if (!handle || handle.step.end >= order) return undefined;
        const property = what.toLowerCase();
        if (property === "outcome" || property === "conclusion") {
          return { source: `${handle.name}.${property}`, names: 3 };
        }
        const isKnown = property === "outputs" && handle.outputs.includes(output);
        return isKnown ? { source: `${handle.name}.outputs${writeProperty(output)}`, names: 4 } : undefined;
      },
    };
  }
}
