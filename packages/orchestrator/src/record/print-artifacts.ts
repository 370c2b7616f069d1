import { printSummary } from "./print-summary.ts";
import type { RunRecord } from "./run-record.ts";

export interface Artifacts {
  readonly "decision.json": string;
  readonly "summary.md": string;
  /** The record of `decision.json` in one line, to be appended to `dispatch-log.ndjson`. */
  readonly logLine: string;
}

export const logFile = "dispatch-log.ndjson";

export function printArtifacts(record: RunRecord): Artifacts {
  return {
    "decision.json": `${JSON.stringify(record, undefined, 2)}\n`,
    "summary.md": printSummary(record),
    logLine: `${JSON.stringify(record)}\n`,
  };
}
