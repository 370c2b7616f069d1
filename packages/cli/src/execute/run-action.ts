import { resolve } from "node:path";
import { asList, asMap, type Value, type ValueMap } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { textsOf } from "@yardmaster/simulator";
import {
  type ActionEnd,
  annotate,
  failed,
  nothingDone,
  refused,
  type StepControl,
  type StepFrame,
  say,
} from "./execution.ts";
import { type FoundAction, findAction } from "./find-action.ts";
import type { Mock } from "./read-mocks.ts";
import { runScript } from "./run-script.ts";
import { runStepProcess } from "./run-step-process.ts";
import type { RunSteps } from "./step-end.ts";

/** A step that uses an action, with its expressions filled in. */
export interface ActionStep {
  readonly uses: string;
  readonly name: string;
  /** `with`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Of the step and all around it. */
  readonly env: Readonly<Record<string, string>>;
  /** All that the step may read. */
  readonly contexts: PartialMap;
  readonly github: PartialMap;
}

/** @param runSteps runs those of a composite action. */
export async function runAction(
  step: ActionStep,
  frame: StepFrame,
  control: StepControl,
  runSteps: RunSteps,
): Promise<ActionEnd> {
  const found = findAction(step.uses, frame);
  if (found.ok) return runFound(found.value, step, frame, control, runSteps);
  const { kind, text } = found.error;
  if (kind === "fails") return failWith(frame, control, text);
  if (kind === "refused" || frame.leg.execution.unmocked === "refuse") return refused(text);
  say(frame.leg, control.prefix, `Not run: ${step.uses}`);
  return { ...nothingDone, reason: `${step.uses} was not run`, outputs: new Unknown([`the outputs of ${step.uses}`]) };
}

async function runFound(
  found: FoundAction,
  step: ActionStep,
  frame: StepFrame,
  control: StepControl,
  runSteps: RunSteps,
): Promise<ActionEnd> {
  const { leg } = frame;
  if (found.kind === "mock") return runMock(found.mock, step, frame, control);
  if (found.kind === "known") {
    const inputs = new Map(Object.entries(step.inputs).map(([name, value]) => [name.toLowerCase(), value]));
    return found.run({ leg, inputs, prefix: control.prefix });
  }
  const { view, folder, isLocal } = found;
  const inputs = inputsOf(view.model, step, frame, control);
  if (!inputs) return refused(`the defaults of ${step.uses} depend on what is not known`);
  const runs = asMap(view.model.runs) ?? {};
  if (view.using === "composite") return runComposite(view.model, runs, folder, inputs, step, frame, control, runSteps);
  if (/^node\d+$/i.test(view.using)) return runNode(runs, folder, isLocal, inputs, step, frame, control);
  if (view.using === "docker") return refused(`${step.uses} runs in a container, which nothing here does`);
  return failWith(frame, control, `'using: ${view.using}' is not supported`);
}

/** In place of an action or of a step. */
export async function runMock(
  mock: Mock,
  step: Omit<ActionStep, "uses">,
  { leg }: StepFrame,
  control: StepControl,
): Promise<ActionEnd> {
  if (mock.run === undefined) {
    say(leg, control.prefix, "Played by the table of mocks");
    return { ...nothingDone, outcome: mock.exit === 0 ? "success" : "failure", outputs: mock.outputs };
  }
  const env = { ...step.env, ...inputVariables(step.inputs), MOCK_REPOSITORY: leg.execution.root };
  const script = {
    text: mock.run,
    env,
    github: step.github,
    ...(mock.shell === undefined ? {} : { shell: mock.shell }),
  };
  const end = await runScript(leg, script, control);
  const outputs = end.outputs instanceof Unknown ? mock.outputs : { ...mock.outputs, ...end.outputs };
  return { ...end, outputs, outcome: end.outcome === "success" && mock.exit !== 0 ? "failure" : end.outcome };
}

/** By name in lower case: what the step gives, else the defaults of the action; undefined where one is not known. */
function inputsOf(
  model: ValueMap,
  step: ActionStep,
  { leg }: StepFrame,
  { prefix }: StepControl,
): Readonly<Record<string, string>> | undefined {
  const declared = new Map(
    Object.entries(asMap(model.inputs) ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const given = Object.entries(step.inputs).map(([name, value]) => [name.toLowerCase(), value] as const);
  const odd = given.map(([name]) => name).filter((name) => !declared.has(name));
  if (odd.length > 0) {
    const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(", ");
    const message = `Unexpected input(s) ${list(odd)}, valid inputs are [${list([...declared.keys()])}]`;
    annotate(leg, prefix, { level: "warning", message });
  }
  const names = new Set(given.map(([name]) => name));
  const defaults = [...declared].flatMap(([name, value]): [string, Value][] => {
    const fallback = asMap(value)?.default;
    return names.has(name) ? [] : [[name, fallback ?? ""]];
  });
  const texts = textsOf(Object.fromEntries(defaults), { contexts: step.contexts, answers: {} }, "inputs");
  return texts.ok ? { ...texts.value, ...Object.fromEntries(given) } : undefined;
}

async function runComposite(
  model: ValueMap,
  runs: ValueMap,
  folder: string,
  inputs: Readonly<Record<string, string>>,
  step: ActionStep,
  frame: StepFrame,
  control: StepControl,
  runSteps: RunSteps,
): Promise<ActionEnd> {
  const { secrets: _secrets, needs: _needs, vars: _vars, env: _env, steps: _steps, ...shared } = step.contexts;
  const contexts = { ...shared, github: { ...step.github, action_path: folder }, inputs };
  const inner: StepFrame = {
    leg: frame.leg,
    contexts,
    steps: {},
    env: step.env,
    defaults: [],
    prefix: control.prefix,
    actionFolder: folder,
  };
  const steps = asList(runs.steps)
    .map(asMap)
    .filter((each) => each !== undefined);
  const { status, notExecuted } = await runSteps(steps, inner, control.signal);
  const outputs: Record<string, PartialValue> = {};
  for (const [name, value] of Object.entries(asMap(model.outputs) ?? {})) {
    const scope = { contexts: { ...contexts, steps: inner.steps }, answers: {} };
    const text = textsOf({ value: asMap(value)?.value ?? "" }, scope, name);
    outputs[name] = text.ok ? (text.value.value ?? "") : new Unknown([`the output ${name} of ${step.uses}`]);
  }
  if (status === "unknown")
    return { ...refused(`of ${step.uses}, ${notExecuted.join(", ")} was not executed`), outputs };
  return { ...nothingDone, outcome: status, outputs };
}

async function runNode(
  runs: ValueMap,
  folder: string,
  isLocal: boolean,
  inputs: Readonly<Record<string, string>>,
  step: ActionStep,
  frame: StepFrame,
  control: StepControl,
): Promise<ActionEnd> {
  const { leg } = frame;
  const { pre, main, post } = runs;
  if (typeof main !== "string") return failWith(frame, control, `${step.uses} has no \`runs.main\``);
  let state: Readonly<Record<string, string>> = {};
  const runFile = async (file: string, around: StepControl): Promise<ActionEnd> => {
    const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
    const env = { ...step.env, ...inputVariables(inputs), ...Object.fromEntries(states) };
    const github = { ...step.github, action_path: folder };
    const program = {
      program: leg.execution.node,
      args: [resolve(folder, file)],
      cwd: leg.folders.workspace,
      env,
      github,
    };
    const end = await runStepProcess(leg, program, around);
    state = { ...state, ...end.state };
    return end;
  };
  if (typeof pre === "string" && isLocal) {
    const message = `\`pre\` execution is not supported for local action from '${step.uses}'`;
    annotate(leg, control.prefix, { level: "warning", message });
  } else if (typeof pre === "string") {
    const first = await runFile(pre, control);
    if (first.outcome !== "success") return first;
  }
  if (typeof post === "string") {
    const condition = runs["post-if"];
    leg.posts.push({
      name: `Post ${step.name}`,
      condition: typeof condition === "string" ? condition : "always()",
      run: (around) => runFile(post, around),
    });
  }
  return runFile(main, control);
}

function inputVariables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const named = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries(named);
}

function failWith({ leg }: StepFrame, { prefix }: StepControl, message: string): ActionEnd {
  annotate(leg, prefix, { level: "error", message });
  return failed();
}
