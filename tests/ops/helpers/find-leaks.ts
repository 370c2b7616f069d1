import { isDeepStrictEqual } from "node:util";
import { hostileValues } from "./hostile-values.ts";
import { type Call, runStep, type StepRun, workingFiles } from "./run-step.ts";

type Env = Readonly<Record<string, string>>;

/**
 * Runs a script with each hostile value in place of every `${{ }}` of its environment, and compares with a run on plain
 * words: same calls, with the value where the word stood; nothing printed, nothing written.
 * @returns a sentence for each difference, found as it is asked for; none for a script that hands its values on and does
 * nothing else with them.
 */
export function* findLeaks(script: string, env: Env): Generator<string, void> {
  const names = expressionNames(env);
  const plain = runStep(script, fillExpressions(env, plainWord));
  yield* describeTrouble(plain).map((trouble) => `with plain words: ${trouble}`);
  yield* describeSplitPath(script, plain);
  if (names.length === 0) return;
  for (const [intent, value] of Object.entries(hostileValues)) {
    const run = runStep(
      script,
      fillExpressions(env, () => value),
    );
    const troubles = [...describeTrouble(run), ...describeCalls(run, plain, env, value)];
    yield* troubles.map((trouble) => `with ${intent}: ${trouble}`);
  }
}

/** The variables whose value comes from an expression, and so perhaps from a stranger. */
export function expressionNames(env: Env): readonly string[] {
  return Object.keys(env).filter((name) => env[name]?.includes("${{"));
}

/** The environment as the runner hands it to the step. */
export function fillExpressions(env: Env, toValue: (name: string) => string): Env {
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text, toValue(name))]));
}

function fill(text: string, value: string): string {
  return text.replace(/\$\{\{.*?\}\}/gs, () => value);
}

function plainWord(name: string): string {
  return `word-of-${name}`;
}

function replaceWords(call: Call, names: readonly string[], value: string): Omit<Call, "env"> {
  // The longest first: one name may begin with another.
  const words = names.map(plainWord).sort((a, b) => b.length - a.length);
  const replace = (argument: string) => words.reduce((text, word) => text.split(word).join(value), argument);
  return { program: call.program, arguments: call.arguments.map(withoutRoot).map(replace) };
}

function withoutEnv({ program, arguments: given }: Call): Omit<Call, "env"> {
  return { program, arguments: given.map(withoutRoot) };
}

/** Each run has a folder of its own. */
function withoutRoot(argument: string): string {
  return argument.replace(/^.*yardmaster step-\w{6}/, "<root>");
}

function describeTrouble(run: StepRun): readonly string[] {
  const { GITHUB_ENV, GITHUB_OUTPUT, GITHUB_PATH } = run.commandFiles;
  return [
    ...(run.exitCode === 0 ? [] : [`the exit code is ${run.exitCode}`]),
    ...(run.stdout === "" ? [] : [`stdout has ${shorten(JSON.stringify(run.stdout))}`]),
    ...(run.stderr === "" ? [] : [`stderr has ${shorten(JSON.stringify(run.stderr))}`]),
    ...(isDeepStrictEqual(run.files, workingFiles)
      ? []
      : [`the working folder holds ${shorten(Object.keys(run.files).join(", "))}`]),
    ...(GITHUB_ENV + GITHUB_OUTPUT + GITHUB_PATH === "" ? [] : ["a command file of the runner was written"]),
  ];
}

function describeCalls(run: StepRun, plain: StepRun, env: Env, value: string): readonly string[] {
  const names = expressionNames(env);
  const made = run.calls.map(withoutEnv);
  const expected = plain.calls.map((call) => replaceWords(call, names, value));
  const changed = names.filter((name) => run.calls.some((call) => call.env[name] !== fill(env[name] ?? "", value)));
  return [
    ...(isDeepStrictEqual(made, expected) ? [] : [`the calls are ${shorten(JSON.stringify(made))}`]),
    ...changed.map((name) => `${name} reaches the program changed`),
  ];
}

function describeSplitPath(script: string, run: StepRun): readonly string[] {
  const given = run.calls.flatMap((call) => call.arguments);
  const isWhole = !script.includes("GITHUB_EVENT_PATH") || given.includes(run.eventPath);
  return isWhole ? [] : ["the event's path is no argument of its own"];
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
