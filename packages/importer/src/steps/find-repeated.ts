import type { ModelPath, ValueMap } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import type { RepeatableStep, StepList } from "./repeatable-steps.ts";

/** Steps that stand in several lists, one after the other, the same each time. */
export interface RepeatedRun {
  readonly steps: readonly ValueMap[];
  /** Of the first step of each copy. */
  readonly copies: readonly StepPlace[];
}

export interface StepPlace {
  readonly file: ImportedFile;
  readonly path: ModelPath;
}

export type CostOf = (lists: readonly StepList[]) => number | undefined;

interface Position {
  readonly list: StepList;
  readonly index: number;
}

/**
 * The runs that are worth a function, none of whose copies overlap: from each step on, the one that saves most.
 * @param costOf how many lines a function costs beside its steps, by the lists with a copy; undefined where they are none to
 * share one.
 */
export function findRepeated(lists: readonly StepList[], costOf: CostOf): readonly RepeatedRun[] {
  const positions = lists.flatMap((list) => list.steps.map((_, index) => ({ list, index })));
  const byText = groupByText(positions);
  const taken = new Set<string>();
  const isFree = ({ list, index }: Position): boolean => !taken.has(placeKey(list, index));
  const runs: RepeatedRun[] = [];
  for (const position of positions) {
    const text = stepAt(position, 0)?.text;
    if (text === undefined || !isFree(position)) continue;
    const best = longest(position, byText.get(text) ?? [], isFree, costOf);
    if (!best) continue;
    for (const { list, index } of best.copies) {
      for (let offset = 0; offset < best.length; offset++) taken.add(placeKey(list, index + offset));
    }
    runs.push({
      steps: position.list.steps.slice(position.index, position.index + best.length).map(({ keys }) => keys),
      copies: best.copies.map(({ list, index }) => ({ file: list.file, path: [...list.path, index] })),
    });
  }
  return runs;
}

/** By how many lines modules get shorter with a call in place of the steps. */
function savedLines(steps: readonly ValueMap[], copies: number): number {
  const lines = steps.reduce((sum, step) => sum + sourceLines(step), 0);
  if (steps.length === 1 && lines < leastLines) return 0;
  return copies * (lines - 1) - lines;
}

/** Of a single step that is worth a function. */
const leastLines = 4;

/** About as many as the step has in the module. */
function sourceLines({ run, uses = "", with: inputs = {}, ...options }: ValueMap): number {
  const script = typeof run === "string" ? run.trimEnd().split("\n") : [];
  const given = [inputs, options].filter((map) => Object.keys(map ?? {}).length > 0);
  const length = JSON.stringify([uses, script[0] ?? "", ...given]).length;
  if (script.length < 2 && length < lineLength) return 1;
  const below = given.map((map) => (JSON.stringify(map).length < lineLength ? 1 : Object.keys(map ?? {}).length + 2));
  return 2 + Math.max(script.length, 1) + below.reduce((sum, lines) => sum + lines, 0);
}

const lineLength = 100;

interface Candidate {
  readonly length: number;
  readonly copies: readonly Position[];
}

function longest(
  from: Position,
  same: readonly Position[],
  isFree: (position: Position) => boolean,
  costOf: CostOf,
): Candidate | undefined {
  let best: (Candidate & { readonly saved: number }) | undefined;
  let copies = same;
  for (let length = 1; ; length++) {
    const step = stepAt(from, length - 1);
    if (step?.text === undefined || !isFree(after(from, length - 1))) break;
    copies = copies.filter((copy) => stepAt(copy, length - 1)?.text === step.text && isFree(after(copy, length - 1)));
    const apart = withoutOverlaps(copies, length);
    if (apart.length < 2) break;
    const steps = from.list.steps.slice(from.index, from.index + length).map(({ keys }) => keys);
    const cost = costOf(apart.map(({ list }) => list));
    const saved = cost === undefined ? 0 : savedLines(steps, apart.length) - cost;
    if (saved > (best?.saved ?? 0)) best = { length, copies: apart, saved };
  }
  return best;
}

function withoutOverlaps(copies: readonly Position[], length: number): readonly Position[] {
  const apart: Position[] = [];
  for (const copy of copies) {
    const last = apart.at(-1);
    if (last?.list !== copy.list || last.index + length <= copy.index) apart.push(copy);
  }
  return apart;
}

function after({ list, index }: Position, offset: number): Position {
  return { list, index: index + offset };
}

function stepAt({ list, index }: Position, offset: number): RepeatableStep | undefined {
  return list.steps[index + offset];
}

function groupByText(positions: readonly Position[]): ReadonlyMap<string, readonly Position[]> {
  const groups = new Map<string, Position[]>();
  for (const position of positions) {
    const text = stepAt(position, 0)?.text;
    if (text === undefined) continue;
    const group = groups.get(text);
    if (group) group.push(position);
    else groups.set(text, [position]);
  }
  return groups;
}

function placeKey({ file, path }: StepList, index: number): string {
  return `${file.path} ${pathKey([...path, index])}`;
}
