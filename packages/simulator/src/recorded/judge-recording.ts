import { simulate } from "../runs/simulate.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Trace } from "../trace/trace.ts";
import { compareRecording, type RecordedComparison } from "./compare-recording.ts";
import { outcomesOfRecording } from "./outcomes-of-recording.ts";
import type { Recording } from "./recording.ts";

/** A trace of the run with what the recording says of its steps, and how far GitHub did the same. */
export interface JudgedRecording extends RecordedComparison {
  readonly trace: Trace;
}

/** @param event of the recording, complete. */
export function judgeRecording(
  recording: Recording,
  repository: SimulatedRepository,
  event: SimulatedEvent,
): JudgedRecording {
  const jobsOf = (trace: Trace) => trace.workflows.find(({ file }) => file === recording.run.path)?.run?.jobs ?? [];
  let trace = simulate(repository, event);
  // Jobs that come after others are only known, with their names, once it is known how those ended.
  for (let round = 0; round < 2; round += 1) {
    trace = simulate(repository, event, outcomesOfRecording(recording, jobsOf(trace)));
  }
  return { trace, ...compareRecording(trace, recording, repository) };
}
