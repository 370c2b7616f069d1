import type { JobTrace, LegTrace, Reason, RunTrace, StepTrace, Trace, WorkflowTrace } from "../trace/trace.ts";

/** What a question is about: a workflow, a job of it, or a step. */
export interface Target {
  /** From the root. */
  readonly file: string;
  /** Of a job: its id, or `caller/id` of one that is called. */
  readonly place?: string;
  /** Of a step: its id, or its position from 0. */
  readonly step?: string;
}

/** What becomes of something once all that stands around it counts. */
export type Standing = "runs" | "skipped" | "unknown" | "refused" | "waits" | "not-started";

export interface FoundTarget {
  readonly workflow: WorkflowTrace;
  /** Jobs that call it, the outermost first, and the job itself; those that the trace has. */
  readonly jobs: readonly PlacedJob[];
  readonly leg?: LegTrace;
  readonly step?: StepTrace;
  readonly standing: Standing;
  /** Why it stands so: its own reason, or that of what stands around it. */
  readonly reason: Reason;
}

export interface PlacedJob {
  readonly job: JobTrace;
  /** The jobs that it stands among. */
  readonly among: readonly JobTrace[];
}

/** @returns undefined for a workflow, job or step that is not in the trace, though nothing around it keeps it out. */
export function findTarget({ workflows }: Trace, { file, place, step }: Target): FoundTarget | undefined {
  const workflow = workflows.find((each) => each.file === file);
  if (!workflow) return undefined;
  const { run } = workflow;
  const base = { workflow, jobs: [] };
  if (workflow.starts === "no" || !run) return { ...base, standing: "not-started", reason: workflow.reason };
  const around = standingAround(workflow, run);
  if (place === undefined) return { ...base, ...(around ?? { standing: "runs", reason: workflow.reason }) };
  const jobs = pathTo(place, run);
  const inner = jobs.at(-1);
  if (!inner) return undefined;
  const blocker = around ?? blockingJob(jobs);
  if (inner.job.place !== place) return blocker && { ...base, jobs, ...blocker };
  if (step === undefined) {
    const { verdict, reason } = inner.job;
    return { ...base, jobs, ...(blocker ?? { standing: verdict, reason }) };
  }
  if (blocker) return { ...base, jobs, ...blocker };
  const [leg] = inner.job.legs;
  const found = leg?.steps.find(({ id, index }) => id?.toLowerCase() === step.toLowerCase() || String(index) === step);
  if (!leg || !found) return undefined;
  return { ...base, jobs, leg, step: found, standing: found.verdict, reason: found.reason };
}

function standingAround(
  { starts, reason }: WorkflowTrace,
  run: RunTrace,
): Pick<FoundTarget, "standing" | "reason"> | undefined {
  if (run.verdict !== "runs") return { standing: run.verdict, reason: run.reason ?? reason };
  return starts === "unknown" ? { standing: "unknown", reason } : undefined;
}

/** The first of them that does not simply run. */
function blockingJob(jobs: readonly PlacedJob[]): Pick<FoundTarget, "standing" | "reason"> | undefined {
  const found = jobs.find(({ job }) => job.verdict !== "runs");
  return found && { standing: found.job.verdict, reason: found.job.reason };
}

function pathTo(place: string, run: RunTrace): readonly PlacedJob[] {
  const own = run.jobs.find((job) => job.place === place);
  if (own) return [{ job: own, among: run.jobs }];
  const caller = run.jobs.find((job) => place.startsWith(`${job.place}/`));
  if (!caller) return [];
  const inner = caller.calls.map((call) => (call.run ? pathTo(place, call.run) : []));
  return [{ job: caller, among: run.jobs }, ...(inner.find((jobs) => jobs.length > 0) ?? [])];
}
