import { formatModelPath } from "@yardmaster/core";
import { alignSteps, type StepPair } from "./align-steps.ts";
import type { StepBehaviour } from "./behaviour.ts";
import type { Change } from "./change.ts";
import { code } from "./code.ts";
import { compareFacts, type FactPlace } from "./compare-facts.ts";

export function compareSteps(
  old: readonly StepBehaviour[],
  now: readonly StepBehaviour[],
  place: FactPlace,
): readonly Change[] {
  const pairs = alignSteps(old, now);
  const gone = pairs.flatMap(([before, after]) => (before && !after ? [before] : []));
  const moved = new Map<StepBehaviour, StepBehaviour>();
  for (const [before, after] of pairs) {
    const index = before || !after ? -1 : gone.findIndex(({ does }) => does === after.does);
    const [from] = index === -1 ? [] : gone.splice(index, 1);
    if (after && from) moved.set(after, from);
  }
  return pairs.flatMap((pair) => comparePair(pair, moved, gone, place));
}

function comparePair(
  [before, after]: StepPair,
  moved: ReadonlyMap<StepBehaviour, StepBehaviour>,
  gone: readonly StepBehaviour[],
  place: FactPlace,
): readonly Change[] {
  if (!after) return before && gone.includes(before) ? [describeStep(before, "is gone", place)] : [];
  const from = before ?? moved.get(after);
  if (!from) return [describeStep(after, "is new", place)];
  const of = ` of step ${code(after.label)}${place.of}`;
  const inner = compareFacts(from.facts, after.facts, { file: place.file, of });
  return before ? inner : [describeStep(after, "stands at another place", place), ...inner];
}

function describeStep(step: StepBehaviour, what: string, { file, of }: FactPlace): Change {
  const does = step.isScript || step.label === step.does ? "" : `, ${code(step.does)}`;
  return {
    kind: "steps",
    severity: "changes",
    sentence: `Step ${code(step.label)}${of} ${what}${does}`,
    file,
    path: formatModelPath(step.path),
    old: what === "is new" ? null : step.does,
    new: what === "is gone" ? null : step.does,
  };
}
