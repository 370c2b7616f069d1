import { isMap, type StepView } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { secretsThatReach } from "../calls/secrets.ts";
import { judgeCondition } from "../evaluate/condition.ts";
import { fill, fillAsText, fillTexts, type Scope } from "../evaluate/evaluate.ts";
import type { GivenStep } from "../trace/facts.ts";
import type { JobResult, Reason, StepTrace, Verdict } from "../trace/trace.ts";
import { namesReadIn } from "./names-read.ts";
import { envContext, mergeEnv, type RunningEnv, shownEnv } from "./running-env.ts";
import { statedId } from "./step-ids.ts";
import { stepName } from "./step-name.ts";
import { stepReason } from "./step-reason.ts";
import { shellOfStep } from "./step-shell.ts";
import type { StepStatus } from "./step-status.ts";
import type { StepsAround } from "./steps-around.ts";

/** Where a job is when it comes to a step. */
export interface StepMoment {
  readonly index: number;
  /** GitHub's own where the step has none. */
  readonly id: string;
  readonly status: StepStatus;
  readonly env: RunningEnv;
  /** With `steps`, `job` and `env` as they are now. */
  readonly scope: Scope;
  /** Takes what the scope says of expressions on which GitHub fails. */
  readonly failures: string[];
  readonly given: GivenStep | undefined;
  /** The run is cancelled while it runs. */
  readonly isCancelledHere: boolean;
}

export interface SimulatedStep {
  readonly trace: StepTrace;
  /** What the job sees of it: a step that succeeds if it runs does no harm if it does not. */
  readonly worst: JobResult;
}

/** A step that runs something: a script or an action. Source: actions/runner, `StepsRunner.RunAsync`. */
export function simulateStep(step: StepView, around: StepsAround, moment: StepMoment): SimulatedStep {
  const { keys } = step;
  const { failures } = moment;
  failures.length = 0;
  const own = keys.env === undefined ? noVariables : fillTexts(keys.env, moment.scope);
  const env = mergeEnv(moment.env, own, asMapOf(around.contexts.runner).os === "Windows");
  const scope =
    env === moment.env
      ? moment.scope
      : withEnv(
          moment.scope,
          envContext(env, () => namesReadIn(around.job.keys)),
        );
  const condition = judgeCondition(keys.if, scope, hiddenFromConditions);
  const isBroken = failures.length > 0 || condition.error !== undefined;
  const verdict: Verdict = isBroken || condition.truth ? "runs" : condition.truth === undefined ? "unknown" : "skipped";
  const runs = verdict !== "skipped" && !isBroken;
  const inputs = runs && keys.with !== undefined ? fillTexts(keys.with, scope) : {};
  const run = runs && step.script ? fillAsText(step.script.text, scope) : undefined;
  const shell = runs && step.script ? shellOfStep(step, around.job.keys, around.workflow, around.runsOn, scope) : {};
  const timeout = keys["timeout-minutes"];
  const continues = keys["continue-on-error"];
  const continueOnError = continues === undefined ? undefined : fill(continues, scope);
  const outcome = outcomeOf(verdict, isBroken || failures.length > 0, around, moment);
  const conclusion = isBroken ? outcome : concluded(outcome, continueOnError);
  const ifItRuns = verdict === "unknown" ? outcomeOf("runs", failures.length > 0, around, moment) : outcome;
  const isHarmless = verdict === "unknown" && concluded(ifItRuns, continueOnError) === "success";
  const id = statedId(step);
  const trace: StepTrace = {
    index: moment.index,
    ...(id === undefined ? {} : { id }),
    path: step.path,
    name: stepName(step, scope),
    verdict,
    reason: failures.length > 0 ? failing(step, failures) : stepReason(step, condition, moment.status),
    condition,
    kind: step.script ? "run" : "uses",
    ...(keys.background === true ? { isBackground: true } : {}),
    ...(typeof keys.uses === "string" ? { uses: keys.uses } : {}),
    ...(run === undefined ? {} : { run }),
    ...shell,
    ...(timeout === undefined ? {} : { timeoutMinutes: fill(timeout, scope) }),
    ...(continueOnError === undefined ? {} : { continueOnError }),
    env: shownEnv(env),
    with: inputs instanceof Unknown ? { "*": inputs } : inputs,
    secrets: verdict === "skipped" ? [] : secretsOf(step, around),
    outcome,
    conclusion,
    outputs: outputsOf(moment, verdict),
  };
  return { trace, worst: isHarmless ? "success" : conclusion };
}

const noVariables: PartialMap = {};

/** Source: docs.github.com, "Contexts reference", "Context availability": no `if` reads secrets. */
const hiddenFromConditions = ["secrets"];

function withEnv(scope: Scope, env: PartialValue): Scope {
  return { ...scope, contexts: { ...scope.contexts, env } };
}

function asMapOf(value: PartialValue | undefined): PartialMap {
  return isMap(value) && !(value instanceof Unknown) ? (value as PartialMap) : {};
}

function failing({ path }: StepView, failures: readonly string[]): Reason {
  return { code: "expression-fails", text: `GitHub fails on ${failures.join(", ")}`, path };
}

function outcomeOf(
  verdict: Verdict,
  fails: boolean,
  { otherwise }: StepsAround,
  { given, isCancelledHere }: StepMoment,
): JobResult {
  if (verdict === "unknown") return "unknown";
  if (verdict === "skipped") return "skipped";
  if (fails) return "failure";
  return given?.outcome ?? (isCancelledHere ? "cancelled" : otherwise);
}

/** Source: actions/runner, `StepsRunner.RunStepAsync`: only a failure is made good. */
export function concluded(outcome: JobResult, continueOnError: PartialValue | undefined): JobResult {
  if (outcome !== "failure" && outcome !== "unknown") return outcome;
  if (continueOnError instanceof Unknown) return "unknown";
  return continueOnError === true ? (outcome === "failure" ? "success" : "unknown") : outcome;
}

function secretsOf({ keys }: StepView, { secrets, envSecrets }: StepsAround): readonly string[] {
  const own = secretsThatReach(keys, secrets);
  if (own.length === 0) return envSecrets;
  return envSecrets.length === 0 ? own : [...new Set([...own, ...envSecrets])].sort();
}

/**
 * What others read of it. Nothing that a step is not said to have written is taken to be missing: a script may write more
 * than it shows.
 */
function outputsOf({ id, given }: StepMoment, verdict: Verdict): PartialValue {
  if (verdict === "skipped") return {};
  return verdict === "unknown" || !given?.outputs ? new Unknown([`steps.${id}.outputs`]) : given.outputs;
}
