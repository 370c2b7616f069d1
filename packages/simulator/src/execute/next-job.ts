import type { CallTrace, JobTrace, RunTrace, Trace, WorkflowTrace } from "../trace/trace.ts";

/** A job of a trace with all that stands around it. */
export interface PlacedJob {
  readonly workflow: WorkflowTrace;
  /** The run, or the part of it that a job calls, in which the job stands. */
  readonly run: RunTrace;
  readonly job: JobTrace;
  /** The calls that lead to it, the outermost first. */
  readonly calls: readonly PlacedCall[];
}

export interface PlacedCall {
  readonly run: RunTrace;
  readonly job: JobTrace;
  readonly call: CallTrace;
}

/**
 * All jobs of the runs that start, each behind those that it needs, called ones in the place of the calling job, which
 * is not among them.
 */
export function placedJobs(trace: Trace): readonly PlacedJob[] {
  return trace.workflows.flatMap((workflow) => (workflow.run ? jobsOf(workflow, workflow.run, []) : []));
}

/**
 * The job that is to be executed next: it runs, nothing was said of it, and all that it needs is settled.
 * @param settled places of jobs whose outcomes are given, or that cannot be executed.
 */
export function nextJob(trace: Trace, settled: ReadonlySet<string>): PlacedJob | undefined {
  return placedJobs(trace).find(
    ({ workflow, run, job, calls }) =>
      workflow.starts === "yes" &&
      job.verdict === "runs" &&
      !settled.has(keyOf(workflow, job)) &&
      areSettled(workflow, run, job, settled) &&
      calls.every((each) => each.job.verdict === "runs" && areSettled(workflow, each.run, each.job, settled)),
  );
}

/** Places alone are those of one workflow. */
export function keyOf({ file }: WorkflowTrace, { place }: JobTrace): string {
  return `${file} ${place}`;
}

/** Whether any of the jobs, at any depth, has a place in the set. */
export function isAmong(workflow: WorkflowTrace, job: JobTrace, places: ReadonlySet<string>): boolean {
  return (
    places.has(keyOf(workflow, job)) ||
    job.calls.some(({ run }) => run?.jobs.some((inner) => isAmong(workflow, inner, places)) ?? false)
  );
}

function jobsOf(workflow: WorkflowTrace, run: RunTrace, calls: readonly PlacedCall[]): readonly PlacedJob[] {
  return byNeeds(run).flatMap((job): readonly PlacedJob[] => {
    if (job.calls.length === 0) return [{ workflow, run, job, calls }];
    return job.calls.flatMap((call) => (call.run ? jobsOf(workflow, call.run, [...calls, { run, job, call }]) : []));
  });
}

function byNeeds({ jobs }: RunTrace): readonly JobTrace[] {
  const ordered = new Set<JobTrace>();
  const visit = (job: JobTrace, above: readonly JobTrace[]): void => {
    if (ordered.has(job) || above.includes(job)) return;
    for (const need of needsOf(job, jobs)) visit(need, [...above, job]);
    ordered.add(job);
  };
  for (const job of jobs) visit(job, []);
  return [...ordered];
}

function needsOf({ needs }: JobTrace, jobs: readonly JobTrace[]): readonly JobTrace[] {
  return needs.flatMap(({ id }) => jobs.find((each) => each.id === id) ?? []);
}

function areSettled(workflow: WorkflowTrace, run: RunTrace, job: JobTrace, settled: ReadonlySet<string>): boolean {
  return needsOf(job, run.jobs).every((need) => isSettled(workflow, run, need, settled));
}

function isSettled(workflow: WorkflowTrace, run: RunTrace, job: JobTrace, settled: ReadonlySet<string>): boolean {
  if (settled.has(keyOf(workflow, job))) return true;
  if (!areSettled(workflow, run, job, settled)) return false;
  if (job.verdict === "skipped" || job.verdict === "refused") return true;
  if (job.verdict !== "runs" || job.calls.length === 0) return false;
  return job.calls.every(
    ({ run: inner, reason }) =>
      inner?.jobs.every((each) => isSettled(workflow, inner, each, settled)) ?? reason !== undefined,
  );
}
