import {
  completeEvent,
  type GivenEvent,
  loadExamples,
  type SimulatedEvent,
  simulate,
  type WorkflowTrace,
} from "@yardmaster/simulator";
import { concreteOutcomes, outputValues, placedIn } from "./concrete-outcomes.ts";
import { findUnsound } from "./find-unsound.ts";
import { listEvents } from "./list-events.ts";
import type { CorpusRepository } from "./read-repositories.ts";

export interface CorpusFailure {
  readonly kind: "crash" | "unsound" | "event";
  /** `owner/repository .github/workflows/ci.yml: push`. */
  readonly where: string;
  readonly what: string;
}

export interface SimulatedCorpus {
  readonly workflowCount: number;
  /** Pairs of a workflow and an event that it lists. */
  readonly eventCount: number;
  /** Of these pairs. */
  readonly starts: Readonly<Record<string, number>>;
  /** Of all jobs of runs that start, or may. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly worldCount: number;
  readonly failures: readonly CorpusFailure[];
  /** Of the simulations with outputs unknown. */
  readonly processorMilliseconds: number;
  readonly tracedCount: number;
}

/** Each workflow for each event that it lists and each of its activity types, then in worlds where outputs are known. */
export async function simulateCorpus(repositories: readonly CorpusRepository[]): Promise<SimulatedCorpus> {
  const examples = await loadExamples();
  const failures: CorpusFailure[] = [];
  const counts = { starts: {} as Record<string, number>, verdicts: {} as Record<string, number> };
  let [workflowCount, eventCount, worldCount, processorMilliseconds, tracedCount] = [0, 0, 0, 0, 0];
  for (const whole of repositories) {
    for (const [path, view] of whole.views) {
      workflowCount += 1;
      const each = withCalledOnly(whole, path);
      for (const given of listEvents(path, view)) {
        eventCount += 1;
        const where = `${each.repository.name} ${path}: ${nameOf(given)}`;
        try {
          const completed = completeEvent(given, each.repository, examples);
          if ("problems" in completed) {
            failures.push({ kind: "event", where, what: completed.problems.map(({ message }) => message).join("; ") });
            continue;
          }
          const began = process.cpuUsage();
          const open = traceOf(each, path, completed.event);
          const { user, system } = process.cpuUsage(began);
          processorMilliseconds += (user + system) / 1000;
          tracedCount += each.repository.workflows.size;
          JSON.stringify(open);
          tally(counts.starts, open.starts);
          for (const { verdict } of placedIn(open.run?.jobs ?? [])) tally(counts.verdicts, verdict);
          if (!open.run) continue;
          const found = new Set<string>();
          for (const value of outputValues) {
            worldCount += 1;
            const concrete = traceOf(each, path, completed.event, open, value);
            for (const what of findUnsound(open, concrete)) found.add(`with outputs ${JSON.stringify(value)}: ${what}`);
          }
          for (const what of found) failures.push({ kind: "unsound", where, what });
        } catch (error) {
          const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
          failures.push({ kind: "crash", where, what });
        }
      }
    }
  }
  return { workflowCount, eventCount, ...counts, worldCount, failures, processorMilliseconds, tracedCount };
}

/** One workflow, and those that may be called: others of the repository say nothing of it. */
function withCalledOnly(whole: CorpusRepository, path: string): CorpusRepository {
  const kept = [...whole.repository.workflows].filter(
    ([file]) => file === path || whole.views.get(file)?.events.has("workflow_call"),
  );
  return { ...whole, repository: { ...whole.repository, workflows: new Map(kept) } };
}

function traceOf(
  each: CorpusRepository,
  path: string,
  event: SimulatedEvent,
  open?: WorkflowTrace,
  value = "",
): WorkflowTrace {
  const outcomes = open ? concreteOutcomes(open, each, value) : {};
  const trace = simulate(each.repository, event, outcomes).workflows.find(({ file }) => file === path);
  if (!trace) throw new Error("The trace has nothing of the workflow.");
  return trace;
}

function nameOf({ name, action, ref }: GivenEvent): string {
  return [name, action, ref].filter((part) => part !== undefined).join(" ");
}

function tally(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
