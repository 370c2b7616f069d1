import type { Timing } from "../host/stopwatch.ts";
import { fullName } from "../plan/plan-dispatch.ts";
import type { Fact, Reason } from "../reasons/fact.ts";
import {
  type CommandRecord,
  type RunRecord,
  recordEvent,
  recordInstant,
  type Stage,
  worstOf,
} from "../record/run-record.ts";
import type { PreparedRun } from "./prepare-run.ts";

export interface RunOutcome {
  readonly people: RunRecord["people"];
  /** None where no command was found, or none could be read. */
  readonly commands: readonly CommandRecord[];
  /** Of a run without commands. */
  readonly reason: Reason | undefined;
  readonly facts: readonly Fact[];
  readonly timings: readonly Timing[];
}

/** The record of a stage as a whole: it went as the command that went worst. */
export function createRecord(stage: Stage, run: PreparedRun, now: Date, outcome: RunOutcome): RunRecord {
  const { commands, reason } = outcome;
  const worst = worstOf(commands);
  return {
    version: 1,
    run_id: run.runId,
    at: recordInstant(run.instant),
    ended: recordInstant(now),
    stage,
    decision: commands.some((command) => command.decision === "allowed") ? "allowed" : "denied",
    reason_code: worst?.reason_code ?? reason?.code ?? "",
    reason: worst?.reason ?? reason?.message ?? "",
    hint: worst ? worst.hint : (reason?.hint ?? null),
    result: worst?.result ?? "denied",
    repository: fullName(run.runner.repository),
    event: recordEvent(run.event),
    people: outcome.people,
    commands,
    facts: outcome.facts,
    timings: outcome.timings,
    github_run: run.runner.run ?? null,
  };
}
