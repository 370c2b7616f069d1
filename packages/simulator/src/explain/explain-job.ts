import type {
  Answer,
  ConditionTrace,
  JobTrace,
  JobVerdict,
  NeedTrace,
  Reason,
  RunTrace,
  Trace,
} from "../trace/trace.ts";
import { type ExplainedPart, explainPart } from "./explained-part.ts";
import { findTarget, type PlacedJob, type Standing, type Target } from "./target.ts";

/** Why something runs or does not. A contract: docs/simulate.md. */
export interface Explanation {
  readonly target: Target;
  readonly standing: Standing;
  readonly reason: Reason;
  readonly workflow: { readonly name: string; readonly starts: Answer; readonly reason: Reason };
  readonly run?: Pick<RunTrace, "verdict" | "reason" | "ref" | "sha" | "isRestricted">;
  /** Jobs that call it, the outermost first, and the job itself. */
  readonly jobs: readonly ExplainedJob[];
  readonly step?: ExplainedStep;
}

export interface ExplainedJob {
  readonly place: string;
  /** The workflow file that it stands in. */
  readonly file: string;
  readonly verdict: JobVerdict;
  readonly reason: Reason;
  readonly needs: readonly NeedTrace[];
  readonly condition?: ExplainedCondition;
  /** The job before it that keeps it from running, and so on. */
  readonly because?: ExplainedJob;
}

export interface ExplainedStep {
  readonly index: number;
  readonly name: string;
  readonly verdict: JobVerdict;
  readonly reason: Reason;
  readonly condition: ExplainedCondition;
}

export interface ExplainedCondition {
  /** As it is written; absent where there is none. */
  readonly text?: string;
  /** With the `success()` that GitHub adds. */
  readonly evaluated: string;
  readonly truth?: boolean;
  /** What GitHub says where it fails on it. */
  readonly error?: string;
  readonly tree: ExplainedPart;
}

/** @returns undefined for a workflow, job or step that is not in the trace, though nothing around it keeps it out. */
export function explainJob(trace: Trace, target: Target): Explanation | undefined {
  const found = findTarget(trace, target);
  if (!found) return undefined;
  const { workflow, jobs, step, standing, reason } = found;
  const { name, starts, run } = workflow;
  return {
    target,
    standing,
    reason,
    workflow: { name, starts, reason: workflow.reason },
    ...(run ? { run: runOf(run) } : {}),
    jobs: jobs.map(explainPlaced),
    ...(step
      ? {
          step: {
            index: step.index,
            name: typeof step.name === "string" ? step.name : String(step.index),
            verdict: step.verdict,
            reason: step.reason,
            condition: explainCondition(step.condition),
          },
        }
      : {}),
  };
}

function runOf({ verdict, reason, ref, sha, isRestricted }: RunTrace): NonNullable<Explanation["run"]> {
  return { verdict, ...(reason ? { reason } : {}), ref, sha, isRestricted };
}

function explainPlaced({ job, among }: PlacedJob): ExplainedJob {
  const { place, file, verdict, reason, needs, condition } = job;
  const blocker =
    reason.code.startsWith("need-") || reason.code.startsWith("ancestor-") ? blockerOf(job, among) : undefined;
  return {
    place,
    file,
    verdict,
    reason,
    needs,
    ...(condition ? { condition: explainCondition(condition) } : {}),
    ...(blocker ? { because: explainPlaced({ job: blocker, among }) } : {}),
  };
}

/** The nearest job before it that did not succeed. */
export function blockerOf({ needs }: Pick<JobTrace, "needs">, among: readonly JobTrace[]): JobTrace | undefined {
  const direct = needs.flatMap(({ id }) => among.find((job) => job.id.toLowerCase() === id.toLowerCase()) ?? []);
  const blocker = direct.find(({ result }) => result !== "success" && result !== "unknown");
  if (blocker) return blocker;
  for (const job of direct) {
    const above = blockerOf(job, among);
    if (above) return above;
  }
  return undefined;
}

function explainCondition({ text, evaluated, truth, error, tree }: ConditionTrace): ExplainedCondition {
  return {
    ...(text === undefined ? {} : { text }),
    evaluated,
    ...(truth === undefined ? {} : { truth }),
    ...(error === undefined ? {} : { error }),
    tree: explainPart(tree),
  };
}
