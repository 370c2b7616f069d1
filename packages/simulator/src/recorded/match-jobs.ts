import type { JobTrace, LegTrace } from "../trace/trace.ts";
import type { RecordedJob } from "./recording.ts";

/** A job of a recording, and what a trace has in its place. */
export interface MatchedJob {
  readonly recorded: RecordedJob;
  readonly job: JobTrace;
  /** Absent for a job that is skipped, refused, or of which the legs or the called workflow are not known. */
  readonly leg?: { readonly trace: LegTrace; readonly index: number };
}

export interface JobMatches {
  readonly matched: readonly MatchedJob[];
  /** Jobs of a trace that the recording has not. */
  readonly missing: readonly Candidate[];
  /** Jobs of the recording that a trace has not. */
  readonly added: readonly RecordedJob[];
}

/** A check run as a trace has it. */
export interface Candidate {
  /** Undefined where it is not known. */
  readonly name: string | undefined;
  readonly job: JobTrace;
  readonly leg?: MatchedJob["leg"];
  /** Stands for any number: legs that are not known, or jobs of a workflow that is not known. */
  readonly isOpen: boolean;
}

/** By the names of check runs: exact ones first, then those that a trace leaves open. */
export function matchJobs(jobs: readonly JobTrace[], recorded: readonly RecordedJob[]): JobMatches {
  const candidates = jobs.flatMap(candidatesOf);
  const free = new Set(candidates);
  const matched: MatchedJob[] = [];
  const rest: RecordedJob[] = [];
  for (const each of recorded) {
    const found = [...free].find(({ name, isOpen }) => !isOpen && name === each.name);
    if (found) free.delete(found);
    if (found) matched.push(matchOf(each, found));
    else rest.push(each);
  }
  const all = allJobs(jobs);
  const met = new Set<Candidate>();
  const added = rest.filter((each) => {
    const found = [...free].find((candidate) => mayBe(candidate, each.name));
    if (!found) {
      const job = all.find((one) => isOtherwise(one, each.name));
      if (!job) return true;
      for (const candidate of free) if (isWithin(candidate.job, job)) free.delete(candidate);
      matched.push({ recorded: each, job });
      return false;
    }
    if (found.isOpen) met.add(found);
    else free.delete(found);
    matched.push({ recorded: each, job: found.job });
    return false;
  });
  return { matched, missing: [...free].filter((candidate) => !met.has(candidate)), added };
}

function matchOf(recorded: RecordedJob, { job, leg }: Candidate): MatchedJob {
  return { recorded, job, ...(leg ? { leg } : {}) };
}

function candidatesOf(job: JobTrace): readonly Candidate[] {
  const name = typeof job.name === "string" ? job.name : undefined;
  if (job.calls.length > 0 && job.verdict !== "skipped") {
    return job.calls.flatMap(({ run }): readonly Candidate[] =>
      run ? run.jobs.flatMap(candidatesOf) : [{ name, job, isOpen: true }],
    );
  }
  if (job.unknownLegs) return [{ name, job, isOpen: true }];
  if (job.legs.length === 0) return [{ name, job, isOpen: false }];
  return job.legs.map((trace, index) => ({
    name: typeof trace.name === "string" ? trace.name : undefined,
    job,
    leg: { trace, index },
    isOpen: false,
  }));
}

function mayBe({ name, job, isOpen }: Candidate, recorded: string): boolean {
  if (name === undefined) return true;
  const bare = typeof job.name === "string" ? job.name : name;
  // A matrix that is skipped, or of which the legs are not known, and jobs of a workflow that is not known.
  const isUnder = recorded === bare || recorded.startsWith(`${bare} (`) || recorded.startsWith(`${bare} / `);
  return isUnder && (isOpen || job.verdict === "unknown");
}

function allJobs(jobs: readonly JobTrace[]): readonly JobTrace[] {
  return jobs.flatMap((job) => [job, ...job.calls.flatMap(({ run }) => allJobs(run?.jobs ?? []))]);
}

/** A job of which one side has legs or called jobs, and the other, where it is skipped, one check under its bare name. */
function isOtherwise({ name, verdict }: JobTrace, recorded: string): boolean {
  if (typeof name !== "string") return false;
  if (recorded === name) return true;
  return verdict !== "runs" && (recorded.startsWith(`${name} (`) || recorded.startsWith(`${name} / `));
}

function isWithin({ place }: JobTrace, { place: around }: JobTrace): boolean {
  return place === around || place.startsWith(`${around}/`);
}
