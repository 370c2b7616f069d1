import { type Job, jobNode } from "../jobs/job-handle.ts";
import type { On } from "../triggers/events.ts";
import type { Lowering } from "../values/lowering.ts";
import { checkFiltered, checkWithoutMergeGroup } from "./job-diagnostics.ts";

/** Reports triggers under which a required check would never be answered. */
export function checkRequired(jobs: readonly Job<never>[], events: On, into: Lowering): void {
  const checks = jobs.map(jobNode).filter((node) => node.isRequiredCheck);
  const pullRequests = (["pull_request", "pull_request_target"] as const).filter((event) => event in events);
  for (const { id } of checks) {
    for (const event of pullRequests) {
      const filters = Object.keys(events[event] ?? {}).filter((key) => key === "paths" || key === "paths-ignore");
      if (filters.length > 0) into.diagnostics.push(checkFiltered({ id, event }, { path: ["jobs", id] }));
    }
    if (pullRequests.length > 0 && !("merge_group" in events)) {
      into.diagnostics.push(checkWithoutMergeGroup({ id }, { path: ["jobs", id] }));
    }
  }
}
