import type { Trace } from "../trace/trace.ts";
import { jobsOf, type PlacedJob } from "./find-jobs.ts";

/** A job that a secret comes to, or may. */
export interface Reach {
  readonly placed: PlacedJob;
  /** Whether the job runs for certain, and reads the secret by its own name. */
  readonly isCertain: boolean;
  /** Why it is not certain. */
  readonly doubt?: string;
}

/**
 * Where a secret of the repository comes to. What is not known counts as reached: a job that may run, or whose run waits, one
 * that reads secrets by a computed name, and a workflow that is not known and is handed any.
 * @param secret in any case.
 */
export function reachOf(trace: Trace, secret: string): readonly Reach[] {
  const name = secret.toUpperCase();
  return jobsOf(trace).flatMap((placed): readonly Reach[] => {
    const { job, standing } = placed;
    if (standing === "skipped" || standing === "refused") return [];
    const names = job.legs.flatMap(({ secrets }) => secrets).map((each) => each.toUpperCase());
    const unseen = job.calls.find(({ run, secrets }) => !run && secrets.length > 0);
    if (names.includes(name)) {
      if (standing === "runs") return [{ placed, isCertain: true }];
      return [{ placed, isCertain: false, doubt: standing === "waits" ? "its run waits" : "it may run" }];
    }
    if (names.includes("*")) return [{ placed, isCertain: false, doubt: "it reads secrets by a computed name" }];
    return unseen ? [{ placed, isCertain: false, doubt: `${unseen.uses} is not known` }] : [];
  });
}
