import { type Effects, people } from "@yardmaster/analyzer";

/** The graph as programs read it: a contract, described in docs/graph.md. */
export interface JsonGraph extends Effects {
  /** Grows when something goes or changes its meaning; what is added leaves it. */
  readonly version: 1;
  /** What `people` of an event or a route stands for. */
  readonly people: Readonly<Record<string, string>>;
}

export function jsonGraph(effects: Effects): JsonGraph {
  const used = new Set(
    [
      ...effects.workflows.flatMap(({ events }) => events),
      ...[...effects.secrets, ...effects.permissions].flatMap(({ routes }) => routes),
    ].map((entry) => entry.people),
  );
  return {
    version: 1,
    people: Object.fromEntries(Object.entries(people).filter(([name]) => used.has(name as keyof typeof people))),
    ...effects,
  };
}
