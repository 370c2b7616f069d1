import type { Fact, Reason } from "../fact.ts";
import { type RunRecord, recordCommand, recordEvent, recordInstant, type Stage } from "../record/run-record.ts";
import type { PreparedRun } from "./prepare-run.ts";

export interface RunOutcome extends Pick<RunRecord, "decision" | "result" | "people" | "plan"> {
  readonly reason: Reason;
  readonly facts: readonly Fact[];
}

export function createRecord(stage: Stage, run: PreparedRun, outcome: RunOutcome): RunRecord {
  const { owner, repo } = run.runner.repository;
  const { reason } = outcome;
  return {
    version: 1,
    run_id: run.runId,
    at: recordInstant(run.instant),
    stage,
    decision: outcome.decision,
    reason_code: reason.code,
    reason: reason.message,
    hint: reason.hint ?? null,
    result: outcome.result,
    repository: `${owner}/${repo}`,
    event: recordEvent(run.event),
    people: outcome.people,
    command: recordCommand(run.commandLine.ok ? run.commandLine.value : undefined),
    plan: outcome.plan,
    facts: outcome.facts,
    github_run: run.runner.run ?? null,
  };
}
