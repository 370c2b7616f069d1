import { count } from "@yardmaster/core";
import type { CorpusRepositories } from "./read-repositories.ts";
import type { SimulatedCorpus } from "./simulate-corpus.ts";

export function printSimulated(
  { fileCount, unread, repositories }: CorpusRepositories,
  corpus: SimulatedCorpus,
): string {
  const { workflowCount, eventCount, starts, verdicts, worldCount, failures, processorMilliseconds, tracedCount } =
    corpus;
  const speed = Math.round((tracedCount / processorMilliseconds) * 1000);
  return [
    ...failures.map(({ kind, where, what }) => `${kind}: ${where}: ${what}`),
    `${count(fileCount, "file")}, ${count(workflowCount, "workflow")} of ${repositories.length} repositories; ${unread.length} are no workflows`,
    `${count(eventCount, "event")} of workflows (with activity types): ${listed(starts)}`,
    `jobs, with all outputs unknown: ${listed(verdicts)}`,
    `${count(worldCount, "world")} with known outputs compared`,
    `${failures.filter(({ kind }) => kind === "crash").length} crashes, ${failures.filter(({ kind }) => kind === "unsound").length} claims that do not hold, ${failures.filter(({ kind }) => kind === "event").length} events that were not completed`,
    `${speed} workflows a second of the processor`,
    "",
  ].join("\n");
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([key, number]) => `${key} ${number}`)
    .join(", ");
}
