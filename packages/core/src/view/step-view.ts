import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap } from "../model/model.ts";
import { asList, asMap } from "../targets/adaptation.ts";
import { type ScriptView, shellOf, viewScript } from "./script-view.ts";
import { parseUses, type UsesReference } from "./uses-reference.ts";

export interface StepView {
  readonly path: ModelPath;
  readonly keys: ValueMap;
  readonly uses?: UsesReference;
  readonly script?: ScriptView;
}

/** @param around what holds the steps: the job and then the workflow; nothing for an action. */
export function stepsIn(list: Value | undefined, path: ModelPath, around: readonly ValueMap[]): readonly StepView[] {
  return asList(list).flatMap((value, index): readonly StepView[] => {
    const at = [...path, index];
    const keys = asMap(value);
    if (!keys) return [];
    const { uses, run } = keys;
    const step: StepView = {
      path: at,
      keys,
      ...(typeof uses === "string" ? { uses: parseUses(uses) } : {}),
      ...(typeof run === "string" ? { script: viewScript(run, [...at, "run"], shellOf(keys, around)) } : {}),
    };
    return [step, ...stepsIn(keys.parallel, [...at, "parallel"], around)];
  });
}
