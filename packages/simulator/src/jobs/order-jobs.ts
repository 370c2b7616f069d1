import { asList, type JobView } from "@yardmaster/core";

/** Ids of the jobs that a job waits for. */
export function needsOf({ keys }: JobView): readonly string[] {
  const { needs } = keys;
  return (typeof needs === "string" ? [needs] : asList(needs)).filter((id) => typeof id === "string");
}

/** Jobs, each behind those that it needs; those of a ring, which GitHub refuses, come last. */
export function orderJobs(jobs: readonly JobView[]): readonly JobView[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const ordered = new Set<JobView>();
  const visit = (job: JobView, above: readonly JobView[]): void => {
    if (ordered.has(job) || above.includes(job)) return;
    for (const id of needsOf(job)) {
      const need = byId.get(id);
      if (need) visit(need, [...above, job]);
    }
    ordered.add(job);
  };
  for (const job of jobs) visit(job, []);
  return [...ordered];
}
