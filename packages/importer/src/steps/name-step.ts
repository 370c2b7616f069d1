import { isMap, type ModelPath, type ValueMap } from "@yardmaster/core";
import type { ImportedFile } from "../writing/import-plan.ts";
import { isList } from "./place-steps.ts";

/** What a step's constant is called after: its id, with the job's before it where other jobs have a step of that id. */
export function nameStep(id: string, path: ModelPath, { kind, model }: ImportedFile): string {
  const job = path[1];
  const isTwice = kind === "workflow" && (countIds(model).get(id.toLowerCase()) ?? 0) > 1;
  return isTwice && typeof job === "string" ? `${job} ${id}` : id;
}

const counted = new WeakMap<ValueMap, ReadonlyMap<string, number>>();

/** In how many jobs there is a step of an id, by its lower case. */
function countIds(model: ValueMap): ReadonlyMap<string, number> {
  const known = counted.get(model);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const job of Object.values(isMap(model.jobs) ? model.jobs : {})) {
    for (const id of new Set(idsIn(isMap(job) ? job.steps : undefined))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  counted.set(model, counts);
  return counts;
}

function idsIn(steps: ValueMap[string]): readonly string[] {
  if (!isList(steps)) return [];
  return steps.flatMap((step) => {
    if (!isMap(step)) return [];
    return [...(typeof step.id === "string" ? [step.id.toLowerCase()] : []), ...idsIn(step.parallel)];
  });
}
