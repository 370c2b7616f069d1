import type { ChangeSearch, EventTrace, Explanation, FactChange, Problem, Trace } from "@yardmaster/simulator";

/** An explanation as programs read it: a contract, described in docs/simulate.md. */
export interface JsonExplanation extends Explanation {
  /** Grows when something goes or changes its meaning; what is added leaves it. */
  readonly version: 1;
  readonly event: EventTrace;
  readonly change: Omit<ChangeSearch, "found"> & {
    readonly found: readonly {
      readonly text: string;
      readonly standing: string;
      readonly changes: readonly unknown[];
    }[];
  };
  readonly problems: readonly Problem[];
}

export function jsonExplanation(
  { event, problems }: Trace,
  explanation: Explanation,
  { found, ...search }: ChangeSearch,
): JsonExplanation {
  return {
    version: 1,
    event,
    ...explanation,
    change: {
      ...search,
      found: found.map(({ text, standing, changes }) => ({ text, standing, changes: changes.map(jsonChange) })),
    },
    problems,
  };
}

/** Of another event its name says enough. */
function jsonChange(change: FactChange): unknown {
  return change.fact === "event" ? { fact: "event", value: change.event.name } : change;
}
