import { isMap, type ModelPath, type Value, valueAt } from "@yardmaster/core";
import type { ImportedFile } from "../writing/import-plan.ts";

/** What reads steps beside themselves: the other keys of their job, or the outputs of their action. */
export function readersAround(
  path: ModelPath,
  { kind, model }: ImportedFile,
): readonly (readonly [Value, ModelPath])[] {
  if (kind === "action") return model.outputs === undefined ? [] : [[model.outputs, ["outputs"]]];
  const holder = path.slice(0, -1);
  const job = valueAt(holder, model);
  return Object.entries(isMap(job) ? job : {}).flatMap(([key, value]) =>
    key === "steps" || value === undefined ? [] : [[value, [...holder, key]] as const],
  );
}
