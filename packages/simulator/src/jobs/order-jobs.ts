import { type JobView, nearestNames, textsIn, type WorkflowView } from "@yardmaster/core";
import type { Problem } from "../trace/trace.ts";

/** Ids of the jobs that a job waits for, as it writes them. */
export function needsOf({ keys }: JobView): readonly string[] {
  return textsIn(keys.needs);
}

/** A job by its id, in any case. Source: actions/runner, `WorkflowTemplateConverter.ConvertToJobs`. */
export function jobById({ jobs }: Pick<WorkflowView, "jobs">, id: string): JobView | undefined {
  let byId = indexes.get(jobs);
  if (!byId) {
    byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
    indexes.set(jobs, byId);
  }
  return byId.get(id.toLowerCase());
}

const indexes = new WeakMap<readonly JobView[], ReadonlyMap<string, JobView>>();

/** Jobs, each behind those that it needs; those of a ring, which GitHub refuses, come last. */
export function orderJobs(view: Pick<WorkflowView, "jobs">): readonly JobView[] {
  const ordered = new Set<JobView>();
  const above = new Set<JobView>();
  const visit = (job: JobView): void => {
    if (ordered.has(job) || above.has(job)) return;
    above.add(job);
    for (const id of needsOf(job)) {
      const need = jobById(view, id);
      if (need) visit(need);
    }
    above.delete(job);
    ordered.add(job);
  };
  for (const job of view.jobs) visit(job);
  return [...ordered];
}

/**
 * Jobs that wait for none of the workflow, or for themselves: GitHub then runs none of its jobs.
 * Source: actions/runner, `WorkflowTemplateConverter.ConvertToJobs`.
 */
export function checkNeeds(view: Pick<WorkflowView, "jobs">, file: string): readonly Problem[] {
  const missing = view.jobs.flatMap((job) =>
    needsOf(job)
      .filter((id) => !jobById(view, id))
      .map((id): Problem => {
        const names = nearestNames(
          id,
          view.jobs.map((each) => each.id),
        );
        const meant = names.length === 0 ? "" : `; did you mean ${names.map((name) => `\`${name}\``).join(", ")}?`;
        const message = `Job \`${job.id}\` needs \`${id}\`, which is no job of its workflow${meant}`;
        return { code: "need-missing", message, file, path: [...job.path, "needs"] };
      }),
  );
  return [...missing, ...ringsOf(view, file)];
}

function ringsOf(view: Pick<WorkflowView, "jobs">, file: string): readonly Problem[] {
  const clear = new Set<JobView>();
  const found: Problem[] = [];
  const visit = (job: JobView, above: readonly JobView[]): void => {
    const at = above.indexOf(job);
    if (at !== -1) {
      const ring = [...above.slice(at), job].map(({ id }) => id).join(" -> ");
      found.push({
        code: "needs-ring",
        message: `Jobs wait for each other: ${ring}`,
        file,
        path: [...job.path, "needs"],
      });
    }
    if (at !== -1 || clear.has(job)) return;
    for (const id of needsOf(job)) {
      const need = jobById(view, id);
      if (need) visit(need, [...above, job]);
    }
    clear.add(job);
  };
  for (const job of view.jobs) visit(job, []);
  return found;
}
