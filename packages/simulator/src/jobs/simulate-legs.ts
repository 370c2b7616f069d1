import type { JobView } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import { fill } from "../evaluate/evaluate.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { JobResult, JobTrace, LegTrace } from "../trace/trace.ts";
import { joinOutputs, together } from "./join-legs.ts";
import type { MatrixOfJob } from "./matrix-legs-of-job.ts";
import type { JobLeg, RunScope } from "./run-scope.ts";
import { shareGroups } from "./share-groups.ts";
import { simulateLeg } from "./simulate-leg.ts";

type Inner = Pick<JobTrace, "legs" | "calls" | "outputs" | "result">;

export interface LegsOfJob {
  readonly legs: readonly JobLeg[];
  readonly matrix: Exclude<MatrixOfJob, { kind: "refused" }>;
  readonly place: string;
  readonly given: GivenJob;
  readonly isCancelled: boolean;
}

/** A job that runs on runners: each leg of its matrix, and what they come to together. */
export function simulateLegs(job: JobView, all: LegsOfJob, scope: RunScope): Inner {
  const { legs, given, isCancelled, matrix } = all;
  const made = legs.map((leg) => simulateLeg(job, leg, scope, givenOfLeg(given, leg.index), isCancelled));
  const alone = shareGroups(job, made, scope, matrix.strategy.maxParallel !== 1);
  const traces = matrix.strategy.failFast === false ? alone : failFast(job, all, alone);
  const results = traces.map(({ result }, index) => resultForOthers(job, legs[index], result));
  const isOneForAll = matrix.kind === "unknown";
  return {
    legs: traces,
    calls: [],
    result: together(results),
    outputs: joinOutputs(
      job.id,
      traces.map(({ outputs }) => outputs),
      isOneForAll,
    ),
  };
}

function givenOfLeg({ legs, ...given }: GivenJob, index: number): Omit<GivenJob, "legs"> {
  const own = legs && Object.hasOwn(legs, String(index)) ? legs[String(index)] : undefined;
  return own ? { ...given, ...own } : given;
}

/**
 * What a leg comes to for the jobs that need its job: a failure that may be is no failure for them, though its own check
 * run stays one. Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.continue-on-error`; actions/runner#1161.
 */
function resultForOthers(job: JobView, leg: JobLeg | undefined, result: JobResult): JobResult {
  if (result !== "failure" || !leg) return result;
  const continues = continuesOnError(job, leg);
  return continues instanceof Unknown ? "unknown" : continues ? "success" : result;
}

function continuesOnError(job: JobView, { contexts }: JobLeg): boolean | Unknown {
  const stated = job.keys["continue-on-error"];
  if (stated === undefined) return false;
  const value = fill(stated, { contexts, answers: {} });
  return value instanceof Unknown ? value : value === true;
}

/**
 * When a leg fails, GitHub cancels those that run or wait, unless that leg may fail. Which of the others had ended is not
 * known; with one at a time, those before it had, and those behind it had not.
 * Source: docs.github.com, "Running variations of jobs in a workflow", "Handling failures".
 */
function failFast(job: JobView, { legs, matrix, given }: LegsOfJob, traces: readonly LegTrace[]): readonly LegTrace[] {
  const failing = traces.findIndex(
    ({ result }, index) =>
      resultForOthers(job, legs[index], result) === "failure" && continuesOnError(job, legs[index] as JobLeg) === false,
  );
  if (failing === -1 || traces.length === 1) return traces;
  const name = legs[failing]?.name;
  const by = typeof name === "string" ? `\`${name}\`` : "another leg";
  const isOneByOne = matrix.strategy.maxParallel === 1;
  return traces.map((trace, index) => {
    const isSaid = givenOfLeg(given, index).result !== undefined;
    if (index === failing || isSaid || trace.result === "failure" || (isOneByOne && index < failing)) return trace;
    const reason = {
      code: "fail-fast",
      text: `${by} fails, and \`fail-fast\` cancels what has not ended`,
      path: [...job.path, "strategy"],
    };
    const isCertain = isOneByOne && matrix.strategy.failFast === true;
    return { ...trace, reason, result: isCertain ? "cancelled" : "unknown" };
  });
}
