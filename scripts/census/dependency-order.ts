import type { Value, ValueMap } from "@yardmaster/core";

/** Job ids with those that a job needs before it. A ring or an unknown id, which GitHub refuses, is left as it stands. */
export function inDependencyOrder(jobs: Readonly<Record<string, ValueMap>>): readonly string[] {
  const ordered = new Set<string>();
  for (const id of Object.keys(jobs)) visit(id, []);
  return [...ordered];

  function visit(id: string, open: readonly string[]): void {
    const job = jobs[id];
    if (!job || ordered.has(id) || open.includes(id)) return;
    for (const needed of neededJobs(job.needs)) visit(needed, [...open, id]);
    ordered.add(id);
  }
}

export function neededJobs(needs: Value | undefined): readonly string[] {
  if (needs === undefined || needs === null) return [];
  return (Array.isArray(needs) ? needs : [needs]).map(String);
}
