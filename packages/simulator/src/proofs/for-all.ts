import { mismatch } from "./mismatch.ts";
import { printCounterExample } from "./print-search.ts";
import { type Property, type Search, type SearchOptions, search } from "./search.ts";
import { type Combination, printChosen, type Space } from "./search-space.ts";

export interface ForAllOptions extends SearchOptions {
  /** What at least one combination has to be seen as: a property that never comes to its point proves nothing. */
  readonly mustSee?: readonly string[];
}

/**
 * A property that holds at every combination of a finite space.
 * @returns the figures of the proof.
 * @throws a failed assertion with the smallest counter-example, or where something that has to be seen never is; and as
 * `search` does.
 */
export function forAll<const S extends Space>(
  space: S,
  property: Property<S>,
  { mustSee = [], ...options }: ForAllOptions = {},
): Search<S> {
  const found = search(space, property, options);
  const { combinations, counterExample, seen } = found;
  if (counterExample) {
    throw mismatch({
      message: `The property fails at ${printSmallest(counterExample.combination, counterExample.differs)}: ${counterExample.reason}`,
      actual: printCounterExample(counterExample),
      expects: `${combinations.toLocaleString("en")} combinations without a counter-example\n`,
      operator: "forAll",
    });
  }
  const missing = mustSee.filter((what) => !Object.hasOwn(seen, what));
  if (missing.length > 0) {
    throw mismatch({
      message: `Of ${combinations.toLocaleString("en")} combinations none is seen as ${missing.map((what) => `"${what}"`).join(" or ")}: the property says nothing of it`,
      actual: seen,
      expects: [...mustSee],
      operator: "forAll",
    });
  }
  return found;
}

function printSmallest<S extends Space>(combination: Combination<S>, differs: readonly string[]): string {
  return differs.length === 0 ? "the first alternative of each axis" : printChosen(combination, differs);
}
