import { causesOf, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { JobResult } from "../trace/trace.ts";

/** What legs come to for the jobs that need theirs. */
export function together(results: readonly JobResult[]): JobResult {
  for (const result of ["failure", "cancelled", "unknown"] as const) if (results.includes(result)) return result;
  return "success";
}

/**
 * The outputs of a job's legs together: the last one that writes something wins, and which is last is not known. So legs
 * that write different texts leave an output that is not known.
 * Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.outputs`, "Using job outputs in a matrix job".
 * @param isOneForAll one leg stands for all, of which nobody knows how many there are.
 */
export function joinOutputs(job: string, legs: readonly PartialMap[], isOneForAll: boolean): PartialMap {
  const [only] = legs;
  if (!only) return {};
  if (legs.length === 1 && !isOneForAll) return only;
  const names = new Set(legs.flatMap((outputs) => Object.keys(outputs)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      joinOutput(
        job,
        name,
        legs.map((outputs) => outputs[name]),
      ),
    ]),
  );
}

function joinOutput(job: string, name: string, values: readonly (PartialValue | undefined)[]): PartialValue {
  const causes = values.flatMap((value) => causesOf(value));
  if (causes.length > 0) return new Unknown(causes);
  const written = [...new Set(values.filter((value) => value !== undefined && value !== ""))];
  if (written.length > 1) return new Unknown([`needs.${job}.outputs.${name}`]);
  return written[0] ?? "";
}
