import type { GivenJob, GivenOutcomes, GivenStep } from "../trace/facts.ts";
import type { JobTrace, LegTrace } from "../trace/trace.ts";
import { type MatchedJob, matchJobs } from "./match-jobs.ts";
import { matchSteps } from "./match-steps.ts";
import type { RecordedJob, Recording } from "./recording.ts";

/**
 * What did not run here, from the recording: how steps ended, and how a job did where its steps do not show it. Whether a job
 * or step runs is never fed: that is what is compared.
 * @param jobs as they are traced without.
 */
export function outcomesOfRecording({ run, jobs: recorded }: Recording, jobs: readonly JobTrace[]): GivenOutcomes {
  const isCancelled = run.conclusion === "cancelled";
  const given = new Map<string, GivenJob>();
  for (const match of matchJobs(jobs, recorded).matched) {
    const { job, leg } = match;
    if (match.recorded.conclusion === "skipped") continue;
    const own = leg ? outcomeOfLeg(match.recorded, leg.trace, isCancelled) : resultOf(match.recorded, isCancelled);
    const before = given.get(job.place);
    const isMatrix = leg !== undefined && job.legs.length > 1;
    given.set(
      job.place,
      isMatrix ? { ...before, legs: { ...before?.legs, [String(leg.index)]: own } } : { ...before, ...own },
    );
  }
  // What the recording leaves open is not known, and does not simply succeed.
  return { jobs: Object.fromEntries(given), otherwise: "unknown", ...(isCancelled ? { isCancelled } : {}) };
}

function outcomeOfLeg(recorded: RecordedJob, leg: LegTrace, isCancelled: boolean): Omit<GivenJob, "legs"> {
  const steps: Record<string, GivenStep> = {};
  let isShown = false;
  let isOpen = recorded.steps.length === 0;
  for (const { step, recorded: said } of matchSteps(leg.steps, recorded.steps).matched) {
    const outcome = ended(said.conclusion);
    if (outcome === undefined) continue;
    // GitHub lists a failed step that may go on as a success: what `outcome` holds is not known from it.
    const isHidden = outcome === "success" && mayGoOn(step.continueOnError);
    isOpen ||= isHidden;
    if (!isHidden) steps[step.id ?? String(step.index)] = { outcome };
    isShown ||= outcome === recorded.conclusion;
  }
  const isKnown = !isOpen && (isShown || recorded.conclusion === "success");
  return { ...(isKnown ? {} : resultOf(recorded, isCancelled)), ...(Object.keys(steps).length > 0 ? { steps } : {}) };
}

function mayGoOn(continueOnError: unknown): boolean {
  return continueOnError !== undefined && continueOnError !== false;
}

function resultOf({ conclusion }: MatchedJob["recorded"], isCancelled: boolean): Pick<GivenJob, "result"> {
  const result = ended(conclusion);
  return result === undefined || (result === "cancelled" && isCancelled) ? {} : { result };
}

/** What a conclusion means for conditions. */
export function ended(conclusion: string | undefined): "success" | "failure" | "cancelled" | undefined {
  if (conclusion === "success" || conclusion === "failure" || conclusion === "cancelled") return conclusion;
  return conclusion === "timed_out" || conclusion === "startup_failure" ? "failure" : undefined;
}
