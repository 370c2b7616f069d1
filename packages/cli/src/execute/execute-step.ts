import type { ValueMap } from "@yardmaster/core";
import { type FunctionAnswers, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import {
  answersOfSteps,
  nameOf,
  prepareStep,
  type Refusal,
  type StepResult,
  stepCondition,
} from "@yardmaster/simulator";
import { type ActionEnd, annotate, refused, type StepFrame, say } from "./execution.ts";
import { hashFiles } from "./hash-files.ts";
import type { Mock } from "./read-mocks.ts";
import { runAction, runMock } from "./run-action.ts";
import { runScript } from "./run-script.ts";
import { runnerContext } from "./runner-context.ts";
import type { RunSteps, StepEnd, StepOutcome } from "./step-end.ts";

export interface StepSurroundings {
  /** Of the steps before. */
  readonly status: StepResult;
  readonly notExecuted: readonly string[];
  readonly signal: AbortSignal;
  readonly runSteps: RunSteps;
}

/** Judges a step's condition, fills its expressions in and runs it. */
export async function executeStep(
  keys: ValueMap,
  index: number,
  frame: StepFrame,
  around: StepSurroundings,
): Promise<StepEnd> {
  const { leg } = frame;
  const contexts = contextsOf(keys, index, frame, around.status);
  const causes = around.notExecuted.map((name) => `the outcome of "${name}"`);
  const answers = { ...answersOfSteps({ result: around.status, causes }), hashfiles: hashing(frame) };
  const named = nameOf(keys, undefined, { contexts, answers });
  let prefix = `${frame.prefix} / ${named}`;
  const id = typeof keys.id === "string" ? { id: keys.id } : {};
  const base = { index, ...id, name: named, outputs: {}, env: [], paths: [] };
  const notRun = (reason: string): StepEnd => {
    say(leg, prefix, `Not executed: ${reason}`);
    return { ...base, outcome: "refused", conclusion: "refused", reason, outputs: unknownOutputs(keys, index) };
  };

  const give = ({ text, isFailure }: Refusal): StepEnd => {
    if (!isFailure) return notRun(text);
    annotate(leg, prefix, { level: "error", message: text });
    return { ...base, outcome: "failure", conclusion: "failure", reason: text };
  };

  const condition = stepCondition(keys, contexts, answers);
  if (condition.truth === undefined) return give(condition.refusal);
  if (!condition.truth) return { ...base, outcome: "skipped", conclusion: "skipped" };
  const prepared = prepareStep(keys, contexts, answers, frame.defaults);
  if (!prepared.ok) return give(prepared.error);
  const step = prepared.value;
  prefix = `${frame.prefix} / ${step.name}`;

  const timer = new AbortController();
  const minutes = step.timeoutMinutes;
  const timeout = minutes === undefined ? undefined : setTimeout(() => timer.abort(), minutes * 60_000);
  const control = { prefix, signal: AbortSignal.any([around.signal, timer.signal]) };
  const env = { ...environmentOf(frame), ...step.env };
  const github = contexts.github as PartialMap;
  const inner = { name: step.name, inputs: step.with, env, contexts: { ...contexts, env }, github };
  const mock = mockOf(keys, step.name, leg.execution.mocks.steps);
  const run = (): Promise<ActionEnd> => {
    if (mock) return runMock(mock, inner, frame, control);
    if (typeof keys.uses === "string") return runAction({ ...inner, uses: keys.uses }, frame, control, around.runSteps);
    if (step.script === undefined) return Promise.resolve(refused("it has neither `run` nor `uses`"));
    if (frame.actionFolder !== undefined && step.shell === undefined) {
      annotate(leg, prefix, { level: "error", message: "Required property is missing: shell" });
      return Promise.resolve({ ...refused(""), outcome: "failure" });
    }
    const { shell, workingDirectory } = step;
    const more = {
      ...(shell === undefined ? {} : { shell }),
      ...(workingDirectory === undefined ? {} : { workingDirectory }),
    };
    return runScript(leg, { text: step.script, env, github, ...more }, control);
  };
  const end = await run();
  clearTimeout(timeout);

  if (end.outcome === "refused") return { ...notRun(end.reason ?? ""), env: end.env, paths: end.paths };
  const isTimedOut = timer.signal.aborted && !around.signal.aborted;
  if (isTimedOut) {
    annotate(leg, prefix, { level: "error", message: `The action '${named}' has timed out after ${minutes} minutes.` });
  }
  const outcome = isTimedOut ? "failure" : end.outcome;
  const conclusion = outcome === "failure" && step.continuesOnError ? "success" : outcome;
  const reason = end.reason === undefined ? {} : { reason: end.reason };
  return {
    ...base,
    name: step.name,
    ...reason,
    outcome,
    conclusion,
    outputs: end.outputs instanceof Unknown ? unknownOutputs(keys, index) : end.outputs,
    env: end.env,
    paths: end.paths,
  };
}

function mockOf({ id, name }: ValueMap, filled: string, mocks: ReadonlyMap<string, Mock>): Mock | undefined {
  const names = [id, name, filled].filter((each) => typeof each === "string");
  return names.map((each) => mocks.get(each)).find((mock) => mock !== undefined);
}

/** Lets the steps that follow see what a step did. */
export function applyWrites(
  { id, outcome, conclusion, outputs, env, paths }: StepEnd,
  { leg, steps }: StepFrame,
): void {
  for (const [name, value] of env) leg.environment.set(name, value);
  for (const folder of paths) {
    const before = leg.paths.indexOf(folder);
    if (before >= 0) leg.paths.splice(before, 1);
    leg.paths.unshift(folder);
  }
  if (id === undefined) return;
  const known = (value: StepOutcome): PartialValue =>
    value === "refused" ? new Unknown([`steps.${id}.outcome`]) : value;
  const value = { outputs, outcome: known(outcome), conclusion: known(conclusion) };
  Object.defineProperty(steps, id, { value, enumerable: true, configurable: true, writable: true });
}

function environmentOf({ leg, env }: StepFrame): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(leg.environment), ...env };
}

function contextsOf({ id }: ValueMap, index: number, frame: StepFrame, status: StepResult): PartialMap {
  const { leg, contexts, steps } = frame;
  const job = contexts.job as PartialMap | undefined;
  const isInAction = frame.actionFolder !== undefined;
  const known = status === "unknown" ? new Unknown(["job.status"]) : status;
  return {
    ...contexts,
    github: {
      ...(contexts.github as PartialMap),
      action: typeof id === "string" ? id : `__run_${index}`,
      ...(isInAction ? { action_status: known } : {}),
    },
    job: { ...job, ...(isInAction ? {} : { status: known }) },
    runner: runnerContext(leg),
    env: environmentOf(frame),
    steps: { ...steps },
  };
}

function hashing({ leg }: StepFrame): FunctionAnswers[string] {
  return (patterns) => {
    const unknown = patterns.flatMap((pattern) => (pattern instanceof Unknown ? pattern.causes : []));
    return unknown.length > 0 ? new Unknown(unknown) : hashFiles(leg.folders.workspace, patterns.map(String));
  };
}

function unknownOutputs({ id }: ValueMap, index: number): Unknown {
  return new Unknown([`steps.${typeof id === "string" ? id : index}.outputs`]);
}
