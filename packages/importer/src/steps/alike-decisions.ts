import type { ModelPath } from "@yardmaster/core";
import { type Decisions, pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import { findOwnRuns } from "./find-own-runs.ts";

/** What a judge taught of a step, for all steps that a function stands for as well: whichever it spoke of, they are one. */
export function alikeDecisions(decisions: Decisions, file: ImportedFile): Decisions {
  if (decisions.raw.size + decisions.loose.size + decisions.plain.size === 0) return decisions;
  const places = placesAlike(decisions, file);
  const alike = (key: string): readonly string[] => {
    const path = JSON.parse(key) as ModelPath;
    const below = path.slice(stepDepth);
    const others = below.length === 0 ? undefined : places.get(pathKey(path.slice(0, stepDepth)));
    return others?.map((place) => pathKey([...place, ...below])) ?? [key];
  };
  const spread = <T>(of: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...[...of].flatMap(([key, value]) => alike(key).map((other) => [other, value] as const)), ...of]);
  return {
    raw: spread(decisions.raw),
    loose: spread(decisions.loose),
    plain: new Set([...decisions.plain].flatMap(alike)),
  };
}

/** `jobs`, the job, `steps` and the position. */
const stepDepth = 4;

/** By step, all that are the same one. */
function placesAlike(decisions: Decisions, file: ImportedFile): ReadonlyMap<string, readonly ModelPath[]> {
  const places = new Map<string, readonly ModelPath[]>();
  for (const { steps, copies } of findOwnRuns(file, decisions)) {
    for (const offset of steps.keys()) {
      const alike = copies.map(({ path }) => [...path.slice(0, -1), Number(path.at(-1)) + offset]);
      for (const path of alike) places.set(pathKey(path), alike);
    }
  }
  return places;
}
