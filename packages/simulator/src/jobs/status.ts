import { type FunctionAnswers, type PartialValue, Unknown } from "@yardmaster/core";
import type { JobResult } from "../trace/trace.ts";

/**
 * The status functions of a job's `if`: they look at all jobs before it, not only at those that it names; with names, at
 * these alone. Source: docs.github.com, "Evaluate expressions", "Status check functions"; actions/runner#491.
 * @param ancestors results by id of all jobs that it comes after.
 */
export function jobStatus(ancestors: ReadonlyMap<string, JobResult>, isCancelled: boolean): FunctionAnswers {
  const resultsOf = (names: readonly PartialValue[]): readonly (readonly [string, JobResult])[] =>
    [...ancestors].filter(([id]) => names.length === 0 || names.includes(id));
  return {
    always: () => true,
    cancelled: () => isCancelled,
    success: (names) => !isCancelled && allAre("success", resultsOf(names)),
    failure: (names) => !isCancelled && anyIs("failure", resultsOf(names)),
  };
}

function allAre(wanted: JobResult, results: readonly (readonly [string, JobResult])[]): boolean | Unknown {
  if (results.some(([, result]) => result !== wanted && result !== "unknown")) return false;
  return unknownAmong(results) ?? true;
}

function anyIs(wanted: JobResult, results: readonly (readonly [string, JobResult])[]): boolean | Unknown {
  if (results.some(([, result]) => result === wanted)) return true;
  return unknownAmong(results) ?? false;
}

function unknownAmong(results: readonly (readonly [string, JobResult])[]): Unknown | undefined {
  const unknown = results.filter(([, result]) => result === "unknown").map(([id]) => `needs.${id}.result`);
  return unknown.length === 0 ? undefined : new Unknown(unknown);
}
