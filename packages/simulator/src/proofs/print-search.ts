import type { CounterExample, Search } from "./search.ts";
import { printAlternative } from "./search-space.ts";

/** A line of figures, and the counter-example below it: `gate: 1,024 combinations, 12 distinct traces, no counter-example`. */
export function printSearch(
  name: string,
  found: Pick<Search, "combinations" | "distinctTraces" | "tried" | "seen"> & {
    readonly counterExample?: CounterExample;
  },
): string {
  const { combinations, distinctTraces, tried, seen, counterExample } = found;
  const parts = [
    counted(combinations, "combination"),
    ...(distinctTraces > 0 ? [counted(distinctTraces, "distinct trace")] : []),
    ...Object.entries(seen).map(([what, number]) => `${what} ${number.toLocaleString("en")}`),
    counterExample ? `a counter-example at number ${tried.toLocaleString("en")}` : "no counter-example",
  ];
  const line = `${name}: ${parts.join(", ")}\n`;
  return counterExample ? `${line}${printCounterExample(counterExample)}` : line;
}

/** An axis a line, those that differ from their first alternative marked. */
export function printCounterExample({ combination, reason, differs }: CounterExample): string {
  const lines = Object.entries(combination).map(
    ([name, value]) => `${differs.includes(name) ? ">" : " "} ${name}: ${printAlternative(value)}\n`,
  );
  return `${reason}\n${lines.join("")}`;
}

function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
