import type { StepView } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import type { Scope } from "../evaluate/evaluate.ts";
import type { GivenStep } from "../trace/facts.ts";
import type { JobResult, StepTrace } from "../trace/trace.ts";
import {
  type ControlKind,
  controlKind,
  type StartedStep,
  simulateControl,
  stopped,
  targetsOf,
} from "./background-steps.ts";
import { type NamesRead, namesReadIn } from "./names-read.ts";
import { envAfter, envContext, type RunningEnv } from "./running-env.ts";
import { type SimulatedStep, simulateStep } from "./simulate-step.ts";
import { statedId, stepIds } from "./step-ids.ts";
import { answersOfSteps, jobStatusValue, type StepStatus, statusAfter, succeeding } from "./step-status.ts";
import type { StepsAround } from "./steps-around.ts";
import { withRunning, withStep } from "./steps-context.ts";

export interface StepsResult {
  readonly steps: readonly StepTrace[];
  readonly result: JobResult;
  /** What the job's `outputs` and the address of its environment may read. */
  readonly contexts: PartialMap;
}

/**
 * The steps of one leg, in order, and what the job comes to by them. What a step in the background gives is known once
 * another has waited for it; at the end of the job GitHub waits for all.
 * Source: actions/runner, `StepsRunner` and `BackgroundStepCoordinator`.
 */
export function simulateSteps(around: StepsAround): StepsResult {
  const { steps } = around.job;
  const run = new StepsRun(around);
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as StepView;
    const kind = controlKind(step);
    if (kind === "parallel") index = run.parallel(step, index);
    else if (kind) run.control(step, kind, index);
    else run.step(step, index, step.keys.background === true);
  }
  return run.end();
}

/** What changes from step to step. */
class StepsRun {
  readonly #around: StepsAround;
  readonly #ids: readonly string[];
  readonly #reads: () => NamesRead;
  readonly #traces: StepTrace[] = [];
  #status: StepStatus = succeeding;
  #steps: PartialMap = {};
  #env: RunningEnv;
  /** Of the steps in the background, those for which nothing has waited yet, and what all came to. */
  #running: readonly StartedStep[] = [];
  readonly #ended: JobResult[] = [];
  #isCancelled = false;
  #lastScope: MadeScope | undefined;
  readonly #failures: string[] = [];

  constructor(around: StepsAround) {
    this.#around = around;
    this.#ids = stepIds(around.job.steps);
    this.#reads = () => namesReadIn(around.job.keys);
    this.#env = around.env;
  }

  step(step: StepView, index: number, isBackground: boolean, within?: number): StartedStep {
    const given = this.#given(step, index);
    const { trace: made, worst } = this.#simulate(step, index, given);
    const trace = within === undefined ? made : { ...made, isBackground: true as const, within };
    const started = { step, trace, worst };
    this.#traces.push(trace);
    if (trace.verdict !== "skipped")
      this.#env = envAfter(this.#env, step, given, trace.verdict === "runs" && !isBackground);
    if (isBackground && trace.verdict !== "skipped") {
      this.#running = [...this.#running, started];
      this.#steps = withRunning(this.#steps, step);
    } else this.#finish(started);
    return started;
  }

  /** While a step runs as the run is cancelled, its condition is judged again: one that holds then lets it go on. */
  #simulate(step: StepView, index: number, given: GivenStep | undefined): SimulatedStep {
    const id = this.#ids[index] ?? "";
    const isCancelledHere = this.#around.isCancelled && !this.#isCancelled && given?.outcome === undefined;
    const moment = {
      index,
      id,
      status: this.#status,
      env: this.#env,
      scope: this.#scope(),
      failures: this.#failures,
      given,
      isCancelledHere,
    };
    const made = simulateStep(step, this.#around, moment);
    if (!isCancelledHere || made.trace.verdict === "skipped") return made;
    this.#isCancelled = true;
    const status = statusAfter(this.#status, "cancelled", "", "");
    this.#status = status;
    const again = simulateStep(step, this.#around, { ...moment, status, scope: this.#scope(), isCancelledHere: false });
    return again.trace.verdict === "runs" ? again : made;
  }

  control(step: StepView, kind: ControlKind, index: number): void {
    const named = targetsOf(step, kind, this.#running);
    const targets =
      kind === "cancel"
        ? named.map((one) => stopped(one, this.#given(one.step, one.trace.index)?.outcome !== undefined))
        : named;
    const trace = simulateControl(step, kind, index, targets, this.#scope());
    for (const target of targets) this.#replace(target.trace);
    this.#traces.push(trace);
    this.#collect(targets, kind === "cancel");
    this.#finish({ step, trace, worst: trace.conclusion });
  }

  /** All at once, and then a wait. @returns the position of the last of them. */
  parallel(holder: StepView, index: number): number {
    const at = this.#traces.length;
    const inner = stepsWithin(this.#around.job.steps, holder, index);
    const started = inner.map((step, offset) => this.step(step, index + 1 + offset, true, index));
    const targets = started.filter(({ trace }) => trace.verdict !== "skipped");
    const trace = simulateControl(holder, "parallel", index, targets, this.#scope());
    this.#traces.splice(at, 0, trace);
    this.#collect(targets, false);
    this.#finish({ step: holder, trace, worst: trace.conclusion });
    return index + inner.length;
  }

  end(): StepsResult {
    this.#collect(this.#running, false);
    let status = this.#status;
    for (const result of this.#ended) status = statusAfter(status, result, "", "a step in the background");
    const { contexts } = this.#scope();
    return { steps: this.#traces, result: status.result, contexts };
  }

  #given(step: StepView, index: number): GivenStep | undefined {
    const { steps } = this.#around.given;
    if (!steps) return undefined;
    const keys = [statedId(step), this.#ids[index], String(index)];
    const key = keys.find((each) => each !== undefined && Object.hasOwn(steps, each));
    return key === undefined ? undefined : steps[key];
  }

  /** What steps in the background gave is there now. */
  #collect(targets: readonly StartedStep[], wereStopped: boolean): void {
    for (const { step, trace, worst } of targets) {
      this.#steps = withStep(this.#steps, step, trace, this.#reads);
      const given = this.#given(step, trace.index);
      if (given?.env) this.#env = envAfter(this.#env, step, given, trace.verdict === "runs");
      if (!wereStopped || worst !== "cancelled") this.#ended.push(worst);
    }
    this.#running = this.#running.filter((one) => !targets.some(({ trace }) => trace.index === one.trace.index));
  }

  #finish({ step, trace, worst }: StartedStep): void {
    this.#steps = withStep(this.#steps, step, trace, this.#reads);
    const id = this.#ids[trace.index] ?? "";
    const by = typeof trace.name === "string" ? `\`${trace.name}\`` : `\`${id}\``;
    this.#status = statusAfter(this.#status, worst, `steps.${id}.conclusion`, by);
  }

  #replace(trace: StepTrace): void {
    const at = this.#traces.findIndex(({ index }) => index === trace.index);
    if (at !== -1) this.#traces[at] = trace;
  }

  /** The same object as long as nothing in it changes: most steps leave all as it is. */
  #scope(): Scope {
    const { contexts } = this.#around;
    const [status, steps, env] = [this.#status, this.#steps, envContext(this.#env, this.#reads)];
    const last = this.#lastScope;
    if (last && last.status === status && last.steps === steps && last.env === env) return last.scope;
    const job: PartialValue = { ...(contexts.job as PartialMap), status: jobStatusValue(status) };
    const scope: Scope = {
      contexts: { ...contexts, job, steps, env },
      answers: answersOfSteps(status),
      onFailure: (expression, reason) => this.#failures.push(`\`${expression}\`: ${reason}`),
    };
    this.#lastScope = { status, steps, env, scope };
    return scope;
  }
}

interface MadeScope {
  readonly status: StepStatus;
  readonly steps: PartialMap;
  readonly env: PartialValue;
  readonly scope: Scope;
}

function stepsWithin(steps: readonly StepView[], holder: StepView, index: number): readonly StepView[] {
  const depth = holder.path.length;
  const behind = steps.slice(index + 1);
  const end = behind.findIndex(({ path }) => path.length <= depth);
  return end === -1 ? behind : behind.slice(0, end);
}
