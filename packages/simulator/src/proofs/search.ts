import type { Trace } from "../trace/trace.ts";
import { decisionsOf } from "./count-decisions.ts";
import { goldenTrace } from "./golden-trace.ts";
import { isMismatch } from "./mismatch.ts";
import { type Combination, openSpace, printChosen, type Space } from "./search-space.ts";
import { combinationAt, countCombinations, walkSpace } from "./walk-space.ts";

/** What a property tells of a combination, besides its answer. */
export interface Notes {
  /** Counts the combination under a name: `reached`. */
  readonly see: (what: string) => void;
  /** Counts a trace; those of one golden text once. */
  readonly trace: (trace: Trace) => void;
}

/** True where it holds, else the reason. A failed assertion is a reason, too. */
export type Property<S extends Space> = (combination: Combination<S>, notes: Notes) => true | string;

export interface SearchOptions {
  /** Combinations above which nothing is tried: no sample stands for a proof. */
  readonly limit?: number;
}

/** What a search over all combinations of a space has come to. */
export interface Search<S extends Space = Space> {
  /** Of the whole space. */
  readonly combinations: number;
  /** At which the property was asked; all, unless it failed. */
  readonly tried: number;
  readonly distinctTraces: number;
  /** Combinations by what `see` was told. */
  readonly seen: Readonly<Record<string, number>>;
  /** Combinations by axis, of those where another alternative of this axis alone changes what is seen. None for a space with dependent axes, or behind a counter-example. */
  readonly decides?: Readonly<Record<string, number>>;
  /** The smallest: fewest axes differ from their first alternative, and among equals the first in the order of the axes. */
  readonly counterExample?: CounterExample<S>;
}

export interface CounterExample<S extends Space = Space> {
  readonly combination: Combination<S>;
  readonly reason: string;
  /** Axes that differ from their first alternative. */
  readonly differs: readonly string[];
}

const defaultLimit = 1_000_000;

/**
 * Asks a property at every combination of a finite space until it fails.
 * @throws for a space with an empty axis, one over the limit, and a property that answers neither true nor a reason, or not
 * the same twice.
 */
export function search<const S extends Space>(
  space: S,
  property: Property<S>,
  { limit = defaultLimit }: SearchOptions = {},
): Search<S> {
  const open = openSpace(space);
  const combinations = countCombinations(open, limit);
  if (combinations === undefined) {
    throw new Error(
      `The space has more than ${limit.toLocaleString("en")} combinations: name a higher limit, or fewer alternatives`,
    );
  }
  const seen = new Map<string, number>();
  const known = new Set<Trace>();
  const texts = new Set<string>();
  const labels: string[] = [];
  let last: Trace | undefined;
  const notes: Notes = {
    see: (what) => {
      if (!labels.includes(what)) labels.push(what);
    },
    trace: (trace) => {
      if (trace === last || known.has(trace)) return;
      last = trace;
      known.add(trace);
      texts.add(goldenTrace(trace));
    },
  };
  const ask = (combination: Readonly<Record<string, unknown>>): true | string => {
    let answer: unknown;
    try {
      answer = property(combination as Combination<S>, notes);
    } catch (error) {
      if (isMismatch(error)) return error.message;
      throw new Error(`The property fails at ${printChosen(combination, open.names)}`, { cause: error });
    }
    if (answer === true || typeof answer === "string") return answer;
    throw new Error(`The property answers neither true nor a reason at ${printChosen(combination, open.names)}`);
  };
  const decisions = decisionsOf(open);
  let tried = 0;
  let counterExample: CounterExample<S> | undefined;
  walkSpace(open, (combination, choice) => {
    labels.length = 0;
    tried += 1;
    const result = ask(combination);
    for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
    decisions?.note(choice, labels);
    if (result === true) return true;
    const differs = open.names.filter((_, axis) => choice[axis] !== 0);
    counterExample = { combination: combination as Combination<S>, reason: result, differs };
    shrink(choice, result, (each) => {
      const smaller = combinationAt(open, each);
      return smaller ? ask(smaller) : true;
    });
    return false;
  });
  return {
    combinations,
    tried,
    distinctTraces: texts.size,
    seen: Object.fromEntries(seen),
    ...(counterExample ? { counterExample } : decisions ? { decides: decisions.count() } : {}),
  };
}

/** The order of the walk makes the first failure the smallest, if the property answers the same whenever it is asked. */
function shrink(choice: readonly number[], reason: string, ask: (choice: readonly number[]) => true | string): void {
  const isSteady =
    ask(choice) === reason &&
    choice.every(
      (index, axis) => index === 0 || ask(choice.map((each, other) => (other === axis ? 0 : each))) === true,
    );
  if (!isSteady) throw new Error("The property does not answer the same twice: it has a memory, or draws lots");
}
