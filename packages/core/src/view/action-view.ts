import type { ValueMap } from "../model/model.ts";
import { asMap } from "../targets/adaptation.ts";
import { type ExpressionAt, expressionsIn } from "./expressions-in.ts";
import { type StepView, stepsIn } from "./step-view.ts";

/** The metadata of an action taken apart once: each part with its path. */
export interface ActionView {
  readonly model: ValueMap;
  /** `runs.using`, such as `composite` or `node24`; empty where it is none. */
  readonly using: string;
  /** Of a composite action. */
  readonly steps: readonly StepView[];
  /** All of the metadata, in the order in which they stand; parsed when they are first asked for. */
  readonly expressions: readonly ExpressionAt[];
}

export function viewAction(model: ValueMap): ActionView {
  const runs = asMap(model.runs);
  let expressions: readonly ExpressionAt[] | undefined;
  return {
    model,
    using: typeof runs?.using === "string" ? runs.using : "",
    steps: stepsIn(runs?.steps, ["runs", "steps"], []),
    get expressions() {
      expressions ??= expressionsIn(model);
      return expressions;
    },
  };
}
