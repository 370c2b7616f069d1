import { type FunctionAnswers, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { JobResult } from "../trace/trace.ts";

/** Of the jobs that a job comes after, by id. */
export type Results = ReadonlyMap<string, { readonly result: JobResult }>;

/**
 * The status functions of a job's `if`: they look at all jobs before it, not only at those that it names; with names, at
 * these alone. Source: docs.github.com, "Evaluate expressions", "Status check functions"; actions/runner#491.
 * @param isCancelled whether the run is.
 */
export function jobStatus(ancestors: Results, isCancelled: boolean): FunctionAnswers {
  const resultsOf = (names: readonly PartialValue[]): readonly NamedResult[] => {
    const all = [...ancestors].map(([id, { result }]): NamedResult => [id, result]);
    if (names.length === 0) return all;
    const wanted = new Set(names.map((name) => String(name).toLowerCase()));
    return all.filter(([id]) => wanted.has(id.toLowerCase()));
  };
  return {
    always: () => true,
    cancelled: () => isCancelled,
    success: (names) => !isCancelled && allSucceed(resultsOf(names)),
    failure: (names) => anyFails(resultsOf(names)),
  };
}

type NamedResult = readonly [string, JobResult];

function allSucceed(results: readonly NamedResult[]): boolean | Unknown {
  if (results.some(([, result]) => result !== "success" && result !== "unknown")) return false;
  return unknownAmong(results) ?? true;
}

function anyFails(results: readonly NamedResult[]): boolean | Unknown {
  if (results.some(([, result]) => result === "failure")) return true;
  return unknownAmong(results) ?? false;
}

function unknownAmong(results: readonly NamedResult[]): Unknown | undefined {
  const unknown = results.filter(([, result]) => result === "unknown").map(([id]) => `needs.${id}.result`);
  return unknown.length === 0 ? undefined : new Unknown(unknown);
}
