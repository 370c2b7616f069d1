import { parseUvuSummary } from "./uvu-summary.ts";

/** One process of one test file, when it is over. */
export interface TestRun {
  readonly stdout: string;
  /** null when a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOutAfterSeconds?: number;
  /** From the text of the file, see findDroppedTests. */
  readonly droppedTests: readonly string[];
}

export interface Verdict {
  readonly passed: number;
  /** At least 1 when there is a reason, so that a file which ran no test cannot count as success. */
  readonly failed: number;
  readonly skipped: number;
  /** Sentences; none when every registered test ran and passed. */
  readonly reasons: readonly string[];
}

/** uvu's exit code alone is no verdict: it is 0 for a file that registers no test or leaves before the tests begin. */
export function judgeTestRun(run: TestRun): Verdict {
  const summary = parseUvuSummary(run.stdout);
  const reasons = [...run.droppedTests];
  const failedTests = summary ? summary.total - summary.passed : 0;
  if (run.timedOutAfterSeconds !== undefined) reasons.push(`it was still running after ${run.timedOutAfterSeconds} s.`);
  else if (run.signal !== null) reasons.push(`it was ended by ${run.signal}.`);
  else if (failedTests > 0) reasons.push(`${failedTests} of ${summary?.total} tests failed.`);
  else if (run.exitCode !== 0) reasons.push(`it left with exit code ${run.exitCode}.`);
  else if (!summary) reasons.push("it left before uvu printed its summary.");
  else if (summary.total + summary.skipped === 0) reasons.push("it registered no test.");
  return {
    passed: summary?.passed ?? 0,
    failed: reasons.length > 0 ? Math.max(failedTests, 1) : 0,
    skipped: summary?.skipped ?? 0,
    reasons,
  };
}
