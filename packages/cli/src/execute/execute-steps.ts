import { asList, asMap, textsIn, type ValueMap } from "@yardmaster/core";
import type { StepResult } from "@yardmaster/simulator";
import { createBackground } from "./background-steps.ts";
import { applyWrites, executeStep } from "./execute-step.ts";
import { say } from "./execution.ts";
import type { RunSteps, StepEnd } from "./step-end.ts";

/**
 * Steps in their order, with those in the background beside them. Source: actions/runner, `StepsRunner.cs` and
 * `BackgroundStepCoordinator.cs`; docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].background`.
 */
export const executeSteps: RunSteps = async (steps, frame, signal) => {
  const { leg } = frame;
  const background = createBackground();
  const ends: StepEnd[] = [];
  const notExecuted: string[] = [];
  let status: StepResult = "success";

  const settle = (end: StepEnd): void => {
    applyWrites(end, frame);
    if (end.outcome === "refused") notExecuted.push(end.name);
    if (status === "cancelled" || status === "failure") return;
    if (end.conclusion === "refused") status = "unknown";
    else if (end.conclusion === "failure") status = "failure";
  };
  const start = (keys: ValueMap, index: number): Promise<StepEnd> => {
    const controller = new AbortController();
    const inner = AbortSignal.any([signal, controller.signal]);
    const before = status;
    const run = (): Promise<StepEnd> =>
      executeStep(keys, index, frame, { status: before, notExecuted, signal: inner, runSteps: executeSteps });
    return background.start(keyOf(keys, index), run, controller);
  };
  const join = async (ids: readonly string[]): Promise<void> => {
    for (const end of await background.wait(ids)) settle(end);
  };

  for (const [index, keys] of steps.entries()) {
    if (signal.aborted) status = "cancelled";
    // What is cancelled by its limit still runs what is there for that; Ctrl-C ends all.
    if (leg.execution.signal.aborted || (signal.aborted && frame.actionFolder !== undefined)) break;
    const current = signal.aborted ? leg.execution.signal : signal;
    if (keys.parallel !== undefined) {
      const inner = asList(keys.parallel)
        .map(asMap)
        .filter((each) => each !== undefined);
      const ids = inner.map((each, at) => keyOf(each, index * 1000 + at));
      const started = inner.map((each, at) => start(each, index * 1000 + at));
      ends.push(...(await Promise.all(started)));
      await join(ids);
    } else if (keys.background === true) {
      void start(keys, index).then((end) => ends.push(end));
    } else if (keys["wait-all"] !== undefined || keys.wait !== undefined) {
      const ids = keys.wait === undefined ? background.open() : textsIn(keys.wait);
      say(leg, frame.prefix, `Waiting for background step(s) to complete: ${ids.join(", ") || "(none)"}`);
      const before: StepResult = status;
      await join(ids);
      if (keys["continue-on-error"] === true) status = before;
    } else if (keys.cancel !== undefined) {
      const ids = textsIn(keys.cancel);
      say(leg, frame.prefix, `Cancelling background step(s): ${ids.join(", ")}`);
      for (const end of await background.cancel(ids)) settle(end);
    } else {
      const end = await executeStep(keys, index, frame, {
        status,
        notExecuted,
        signal: current,
        runSteps: executeSteps,
      });
      ends.push(end);
      settle(end);
    }
  }
  await join(background.open());
  if (leg.execution.signal.aborted || (signal.aborted && status === "success")) status = "cancelled";
  return { status, notExecuted, steps: [...ends].sort((a, b) => a.index - b.index) };
};

function keyOf({ id }: ValueMap, index: number): string {
  return typeof id === "string" ? id : `__${index}`;
}
