import { nearestNames } from "@yardmaster/core";
import type { JobTrace, Reason, RunTrace, Trace, WorkflowTrace } from "../trace/trace.ts";

/** What becomes of a job once all that stands around it counts: the start of its run, and the jobs that call it. */
export type Standing = "runs" | "skipped" | "unknown" | "refused" | "waits";

/** A job in its place. */
export interface PlacedJob {
  readonly file: string;
  readonly job: JobTrace;
  readonly standing: Standing;
  /** Why it stands so: its own reason, or that of what stands around it. */
  readonly reason: Reason;
}

/** All jobs of a trace, those of called workflows behind the job that calls them. */
export function jobsOf({ workflows }: Trace): readonly PlacedJob[] {
  return workflows.flatMap(jobsOfWorkflow);
}

/** A workflow by its path, or by the name of its file. */
export function findWorkflow({ workflows }: Trace, name: string): WorkflowTrace | string {
  const found = workflows.filter(({ file }) => file === name || file.endsWith(`/${name}`));
  if (found.length === 1) return found[0] as WorkflowTrace;
  const files = workflows.map(({ file }) => file);
  if (found.length > 1) return `"${name}" names ${found.map(({ file }) => file).join(" and ")}`;
  return `There is no workflow "${name}"${suggest(name, [...files, ...files.map(baseName)])}`;
}

/**
 * Jobs by `file#place`, or by a place that is in one workflow only; several where the legs of a matrix call a workflow.
 * @returns a sentence without a final stop where there is none.
 */
export function findJobs(trace: Trace, name: string): readonly PlacedJob[] | string {
  const split = name.indexOf("#");
  const place = name.slice(split + 1);
  if (split >= 0) {
    const workflow = findWorkflow(trace, name.slice(0, split));
    return typeof workflow === "string" ? workflow : findIn(workflow, place);
  }
  const found = jobsOf(trace).filter(({ job }) => job.place === place);
  const files = [...new Set(found.map(({ file }) => file))];
  if (files.length > 1) return `"${place}" is a job of ${files.join(" and ")}: name it as ${files[0]}#${place}`;
  if (found.length > 0) return found;
  const started = trace.workflows.filter(({ run }) => run);
  const above = started.flatMap((workflow) => missingBelow(jobsOfWorkflow(workflow), place) ?? []);
  if (above[0] !== undefined) return above[0];
  const silent = trace.workflows.length - started.length;
  const hint = silent === 0 ? "" : `; jobs of the ${silent} that start no run are not in it`;
  return `There is no job "${place}" in the trace${
    suggest(
      place,
      jobsOf(trace).map(({ job }) => job.place),
    ) || hint
  }`;
}

function findIn(workflow: WorkflowTrace, place: string): readonly PlacedJob[] | string {
  const { file, run, reason } = workflow;
  if (!run) return `${file} starts no run (${reason.code}: ${reason.text}), so that nothing is known of its jobs`;
  const jobs = jobsOfWorkflow(workflow);
  const found = jobs.filter(({ job }) => job.place === place);
  if (found.length > 0) return found;
  const places = jobs.map(({ job }) => job.place);
  return missingBelow(jobs, place) ?? `${file} has no job "${place}"${suggest(place, places)}`;
}

/** Jobs of a called workflow that is not called, or not known, are not in the trace. */
function missingBelow(jobs: readonly PlacedJob[], place: string): string | undefined {
  const callers = jobs.filter(({ job }) => place.startsWith(`${job.place}/`) && job.calls.every(({ run }) => !run));
  const [caller] = callers.sort((one, other) => other.job.place.length - one.job.place.length);
  if (!caller) return undefined;
  const { file, job, standing, reason } = caller;
  const called = job.calls[0]?.uses;
  if (called !== undefined) return `${file}#${job.place} calls ${called}, which is not known`;
  return standing === "skipped"
    ? `${file}#${job.place} is skipped (${reason.code}: ${reason.text}), so that nothing is known of jobs below it`
    : `${file}#${job.place} calls no workflow`;
}

function jobsOfWorkflow({ file, run, starts, reason }: WorkflowTrace): readonly PlacedJob[] {
  if (!run) return [];
  return jobsOfRun(run, file, starts === "unknown" ? { standing: "unknown", reason } : undefined);
}

/** What stands around jobs, where it is not that they may run. */
type Around = Pick<PlacedJob, "standing" | "reason"> | undefined;

function jobsOfRun({ verdict, reason, jobs }: RunTrace, file: string, around: Around): readonly PlacedJob[] {
  const stands = around ?? standingOfRun(verdict, reason);
  return jobs.flatMap((job) => {
    const { standing, reason: why } = stands ?? { standing: job.verdict, reason: job.reason };
    const inner: Around = standing === "runs" ? undefined : { standing, reason: why };
    return [
      { file, job, standing, reason: why },
      ...job.calls.flatMap(({ run }) => (run ? jobsOfRun(run, file, inner) : [])),
    ];
  });
}

function standingOfRun(verdict: RunTrace["verdict"], reason: Reason | undefined): Around {
  if (verdict === "runs") return undefined;
  return { standing: verdict, reason: reason ?? { code: `run-${verdict}`, text: `its run ${printVerdict[verdict]}` } };
}

const printVerdict = { refused: "is refused", waits: "waits" } as const;

export function suggest(name: string, names: readonly string[]): string {
  const near = nearestNames(name, names);
  return near.length === 0 ? "" : `; did you mean ${near.map((each) => `"${each}"`).join(" or ")}?`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
