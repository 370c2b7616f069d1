import { asList, type StepView } from "@yardmaster/core";
import type { PartialValue } from "@yardmaster/core/evaluation";
import { judgeCondition } from "../evaluate/condition.ts";
import { fill, type Scope } from "../evaluate/evaluate.ts";
import type { JobResult, StepTrace } from "../trace/trace.ts";
import { concluded } from "./simulate-step.ts";
import { statedId } from "./step-ids.ts";
import { stepName } from "./step-name.ts";

/** A step that was started in the background. */
export interface StartedStep {
  readonly step: StepView;
  readonly trace: StepTrace;
  /** As {@link SimulatedStep.worst}. */
  readonly worst: JobResult;
}

export type ControlKind = Extract<StepTrace["kind"], "wait" | "wait-all" | "cancel" | "parallel">;

export function controlKind({ keys }: StepView): ControlKind | undefined {
  return (["wait", "wait-all", "cancel", "parallel"] as const).find((kind) => Object.hasOwn(keys, kind));
}

/** The steps in the background that a step waits for, or stops. Source: @actions/workflow-parser, `convertWaitTargets`. */
export function targetsOf(
  { keys }: StepView,
  kind: ControlKind,
  started: readonly StartedStep[],
): readonly StartedStep[] {
  if (kind === "wait-all") return started;
  const named = kind === "wait" ? (typeof keys.wait === "string" ? [keys.wait] : asList(keys.wait)) : [keys.cancel];
  const ids = new Set(named.map((id) => String(id).toLowerCase()));
  return started.filter(({ step }) => ids.has(statedId(step)?.toLowerCase() ?? ""));
}

/**
 * A step that waits for others takes their failures over; one that stops others succeeds. It is taken to run in any case:
 * its schema has no `if`, and GitHub's own test has it run behind a failure.
 * Source: actions/runner, `BackgroundStepCoordinator.RunControlFlowAsync` and `BackgroundStepsL0.ControlFlowStepsRunEvenAfterFailure`.
 */
export function simulateControl(
  step: StepView,
  kind: ControlKind,
  index: number,
  targets: readonly StartedStep[],
  scope: Scope,
): StepTrace {
  const { keys, path } = step;
  const continues = keys["continue-on-error"];
  const continueOnError: PartialValue | undefined = continues === undefined ? undefined : fill(continues, scope);
  const outcome = kind === "cancel" ? "success" : worstOf(targets.map(({ worst }) => worst));
  const id = statedId(step);
  const positions = targets.map(({ trace }) => trace.index);
  return {
    index,
    ...(id === undefined ? {} : { id }),
    path,
    name: stepName(step, scope),
    verdict: "runs",
    reason: { code: "waits-or-stops", text: "steps that wait for others, or stop them, run in any case", path },
    condition: judgeCondition("always()", { contexts: {}, answers: { always: () => true } }),
    kind,
    ...(kind === "cancel" ? { cancels: positions } : { waitsFor: positions }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    env: {},
    with: {},
    secrets: [],
    outcome,
    conclusion: concluded(outcome, continueOnError),
    outputs: {},
  };
}

/**
 * What a step in the background came to that another stops: it may have ended before, so that its success is not certain.
 * A failure counts, and what was cancelled does not. Source: actions/runner, `WaitForUnwaitedStepsAsync`.
 */
export function stopped(started: StartedStep, isSaid: boolean): StartedStep {
  const { trace } = started;
  if (isSaid || trace.outcome !== "success") return started;
  return { ...started, trace: { ...trace, outcome: "unknown", conclusion: "unknown" }, worst: "success" };
}

function worstOf(results: readonly JobResult[]): JobResult {
  return (["failure", "cancelled", "unknown"] as const).find((result) => results.includes(result)) ?? "success";
}
