import type { JobResult } from "../trace/trace.ts";

/** What legs come to for the jobs that need theirs. */
export function together(results: readonly JobResult[]): JobResult {
  for (const result of ["failure", "cancelled", "unknown"] as const) if (results.includes(result)) return result;
  return "success";
}
