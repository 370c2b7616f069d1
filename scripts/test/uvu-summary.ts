import { stripVTControlCharacters } from "node:util";

/** Counts of one process. Skipped tests are not part of the total. */
export interface UvuSummary {
  readonly total: number;
  readonly passed: number;
  readonly skipped: number;
}

const summary = /^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)\n {2}Duration: /gm;

/**
 * Reads what uvu prints when it has come to the end. The last summary counts: a test may print another one before it.
 * @returns undefined when the process ended before uvu did.
 */
export function parseUvuSummary(stdout: string): UvuSummary | undefined {
  const found = [...stripVTControlCharacters(stdout).matchAll(summary)].at(-1);
  return found && { total: Number(found[1]), passed: Number(found[2]), skipped: Number(found[3]) };
}
