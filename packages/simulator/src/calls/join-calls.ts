import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { JobResult } from "../trace/trace.ts";

/** What one leg of a calling job came to. */
export interface CallOutcome {
  readonly result: JobResult;
  /** Unknown where nobody knows which outputs there are. */
  readonly outputs: PartialMap | Unknown;
}

/**
 * What the jobs of a called workflow make of the job that calls it. Of one whose jobs are all skipped GitHub's documents say
 * nothing (github/docs#30296), so that it is unknown.
 */
export function joinCalledJobs(results: readonly JobResult[]): JobResult {
  for (const result of ["failure", "unknown", "cancelled"] as const) if (results.includes(result)) return result;
  return results.includes("success") ? "success" : "unknown";
}

/**
 * Outputs of a calling job. Of the legs of a matrix the last one that ends well with a text counts, for each output; which
 * is the last is known only where no other text stands against it.
 * Source: docs.github.com, "Reuse workflows", "Using outputs from a reusable workflow".
 */
export function joinCallOutputs(id: string, calls: readonly CallOutcome[]): PartialMap | Unknown {
  const [only] = calls;
  if (only && calls.length === 1) return only.outputs;
  const unknown = calls.map(({ outputs }) => outputs).filter((outputs) => outputs instanceof Unknown);
  if (unknown.length > 0) return new Unknown(unknown.flatMap(({ causes }) => causes));
  const known = calls as readonly { readonly result: JobResult; readonly outputs: PartialMap }[];
  const names = [...new Set(known.flatMap(({ outputs }) => Object.keys(outputs)))];
  return Object.fromEntries(names.map((name) => [name, lastText(name, `needs.${id}.outputs.${name}`, known)]));
}

function lastText(
  name: string,
  cause: string,
  calls: readonly { readonly result: JobResult; readonly outputs: PartialMap }[],
): PartialValue {
  const texts = calls
    .filter(({ result }) => result === "success" || result === "unknown")
    .map(({ result, outputs }) => ({ isCertain: result === "success", text: outputs[name] ?? "" }))
    .filter(({ text }) => text !== "");
  const [first] = texts;
  if (!first) return "";
  const isOpen = texts.some(({ isCertain, text }) => !isCertain || text instanceof Unknown || text !== first.text);
  return isOpen ? new Unknown([cause]) : first.text;
}
