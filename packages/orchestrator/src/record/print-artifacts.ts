import { printSummary } from "./print-summary.ts";
import type { RunRecord } from "./run-record.ts";

export interface Artifacts {
  readonly "decision.json": string;
  readonly "plan.json": string;
  readonly "summary.md": string;
  /** One line, to be appended to `dispatch-log.ndjson`. */
  readonly logLine: string;
}

export const logFile = "dispatch-log.ndjson";

export function printArtifacts(record: RunRecord): Artifacts {
  const { plan, ...decision } = record;
  const { version, run_id, at, stage, decision: verdict, reason_code, result, repository, facts, github_run } = record;
  const envelope = { version, run_id, at, stage, decision: verdict, reason_code, result, repository };
  return {
    "decision.json": printJson(decision),
    "plan.json": printJson({ ...envelope, ...plan, facts, github_run }),
    "summary.md": printSummary(record),
    logLine: `${JSON.stringify(record)}\n`,
  };
}

function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
