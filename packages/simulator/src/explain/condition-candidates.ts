import type { JobTrace } from "../trace/trace.ts";
import type { Candidate } from "./candidate.ts";
import { blockerOf } from "./explain-job.ts";
import type { World } from "./fact-change.ts";
import { fulfilWish, type WishPlace } from "./fulfil-wish.ts";
import type { FoundTarget, PlacedJob } from "./target.ts";
import { wishesOf } from "./wishes.ts";

/** Changes by which the conditions of a target, of its callers and of the jobs before them would come out otherwise. */
export function conditionCandidates({ jobs, step }: FoundTarget, world: World): readonly Candidate[] {
  const own = jobs.at(-1);
  const ofStep = step && own ? candidatesOf(step.condition, placeOf(own.job, jobs), world) : [];
  const stepResults = step && own ? otherSteps(own.job, step.index) : [];
  const ofJobs = [...jobs].reverse().flatMap((placed, index) => {
    const callers = jobs.slice(0, jobs.length - 1 - index).map(({ job }) => job);
    return chainOf(placed).flatMap((job) => jobCandidates(job, placed.among, { callers, job }, world));
  });
  const isCancelled = world.outcomes.isCancelled ?? false;
  const cancelled: Candidate = {
    change: { fact: "cancelled", value: !isCancelled },
    text: isCancelled ? "the run were not cancelled" : "the run were cancelled",
  };
  return [...ofStep, ...stepResults, ...ofJobs, cancelled];
}

function placeOf(job: JobTrace, jobs: readonly PlacedJob[]): WishPlace {
  return { callers: jobs.slice(0, -1).map((placed) => placed.job), job };
}

/** The job, and those before it that keep it from running, or may. */
function chainOf({ job, among }: PlacedJob): readonly JobTrace[] {
  const chain = new Set<JobTrace>();
  const visit = (each: JobTrace): void => {
    if (chain.has(each)) return;
    chain.add(each);
    for (const { id, result } of each.needs) {
      const need = among.find((other) => other.id.toLowerCase() === id.toLowerCase());
      if (need && (result === "unknown" || need === blockerOf(each, among))) visit(need);
    }
    const blocker = blockerOf(each, among);
    if (blocker) visit(blocker);
  };
  visit(job);
  return [...chain];
}

function jobCandidates(
  job: JobTrace,
  among: readonly JobTrace[],
  place: WishPlace,
  world: World,
): readonly Candidate[] {
  const own = candidatesOf(job.condition, place, world);
  const results = job.needs.flatMap(({ id, result }): readonly Candidate[] => {
    const need = among.find((each) => each.id.toLowerCase() === id.toLowerCase());
    if (!need || result === "skipped") return [];
    const changed = (value: "success" | "failure"): Candidate => ({
      change: { fact: "job-result", place: need.place, value },
      text: `\`${need.place}\` ${value === "success" ? "succeeded" : "failed"}`,
    });
    return [
      ...(result === "success" ? [] : [changed("success")]),
      ...(result === "failure" ? [] : [changed("failure")]),
    ];
  });
  return [...own, ...results];
}

function candidatesOf(condition: JobTrace["condition"], place: WishPlace, world: World): readonly Candidate[] {
  if (!condition || condition.error !== undefined) return [];
  return wishesOf(condition.tree).flatMap((wish) => fulfilWish(wish, place, world));
}

/** By which `success()` and `failure()` of a step come out otherwise. */
function otherSteps({ place, legs }: JobTrace, index: number): readonly Candidate[] {
  const before = legs[0]?.steps.filter((step) => step.index < index && step.verdict !== "skipped") ?? [];
  return before.map((step): Candidate => {
    const name = typeof step.name === "string" ? step.name : `step ${step.index + 1}`;
    const isGood = step.outcome === "success" || step.outcome === "unknown";
    return {
      change: {
        fact: "step-outcome",
        place,
        step: step.id ?? String(step.index),
        value: isGood ? "failure" : "success",
      },
      text: isGood ? `the step "${name}" failed` : `the step "${name}" succeeded`,
    };
  });
}
