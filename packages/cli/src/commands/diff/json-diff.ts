import type { DiffReport } from "./diff-report.ts";

/** Changes as programs read them: a contract, described in docs/diff.md. */
export interface JsonDiff extends DiffReport {
  /** Grows when something goes or changes its meaning; what is added leaves it. */
  readonly version: 1;
}

export function jsonDiff(report: DiffReport): JsonDiff {
  return { version: 1, ...report };
}
