import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { PartialMap } from "@yardmaster/core/evaluation";
import {
  createCommandReader,
  readEnvironmentWrites,
  readFilePairs,
  readPathFile,
  runnerVariables,
} from "@yardmaster/simulator";
import { type ActionEnd, annotate, failed, type Leg, type StepControl, say } from "./execution.ts";
import { type ProcessEnd, runProcess } from "./run-process.ts";
import { runnerContext } from "./runner-context.ts";

export interface StepProcess {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Of the step, its job and its workflow. */
  readonly env: Readonly<Record<string, string>>;
  readonly github: PartialMap;
}

/** Runs a process of a step with the files that the runner gives it, and takes what it wrote and said. */
export async function runStepProcess(leg: Leg, step: StepProcess, { signal, prefix }: StepControl): Promise<ActionEnd> {
  const { execution } = leg;
  const files = createFiles(leg);
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  const env: (readonly [string, string])[] = [];
  const paths: string[] = [];
  let hasFailed = false;
  const reader = createCommandReader(
    {
      print: (line) => say(leg, prefix, line),
      mask: (value) => execution.masker.add(value),
      output: (name, value) => Object.defineProperty(outputs, name, entry(value)),
      state: (name, value) => Object.defineProperty(state, name, entry(value)),
      environment: (name, value) => env.push([name, value]),
      path: (folder) => paths.push(folder),
      annotate: (annotation) => annotate(leg, prefix, annotation),
      fail: () => {
        hasFailed = true;
      },
    },
    {
      unsecureCommands: isTrue(step.env.ACTIONS_ALLOW_UNSECURE_COMMANDS),
      unsecureStopTokens: isTrue(step.env.ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS),
    },
  );
  const end = await runProcess({
    program: step.program,
    args: step.args,
    cwd: step.cwd,
    env: stepEnvironment(leg, step, files),
    onLine: reader,
    signal,
    ...(execution.graces ? { graces: execution.graces } : {}),
  });
  const isGood = judgeEnd(leg, end, prefix);

  paths.push(...readPathFile(readIfThere(files.path)));
  for (const [name, file, take] of [
    ["env", files.env, (pairs: Pairs) => takeEnvironment(leg, pairs, env, prefix)],
    ["state", files.state, (pairs: Pairs) => takeAll(pairs, state)],
    ["output", files.output, (pairs: Pairs) => takeAll(pairs, outputs)],
  ] as const) {
    const { pairs, error } = readFilePairs(readIfThere(file), execution.system === "windows");
    take(pairs);
    if (error === undefined) continue;
    annotate(leg, prefix, { level: "error", message: `Unable to process file command '${name}' successfully.` });
    annotate(leg, prefix, { level: "error", message: error });
    hasFailed = true;
  }
  takeSummary(leg, files.summary, prefix);
  for (const file of Object.values(files)) rmSync(file, { force: true });
  const outcome = end.kind === "ended" ? "cancelled" : isGood && !hasFailed ? "success" : "failure";
  return { outcome, outputs, env, paths, state };
}

type Pairs = ReturnType<typeof readFilePairs>["pairs"];

interface RunnerFiles {
  readonly path: string;
  readonly env: string;
  readonly summary: string;
  readonly state: string;
  readonly output: string;
}

function createFiles({ folders }: Leg): RunnerFiles {
  const folder = join(folders.temp, "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  const suffix = randomUUID();
  const create = (prefix: string): string => {
    const path = join(folder, `${prefix}_${suffix}`);
    writeFileSync(path, "");
    return path;
  };
  return {
    path: create("add_path"),
    env: create("set_env"),
    summary: create("step_summary"),
    state: create("save_state"),
    output: create("set_output"),
  };
}

/** Nothing of the caller's own variables but where programs are. */
function stepEnvironment(leg: Leg, step: StepProcess, files: RunnerFiles): Readonly<Record<string, string>> {
  const { execution, folders, paths, trackingId } = leg;
  const { path, env, summary, state, output } = files;
  const github = { ...step.github, path, env, step_summary: summary, state, output };
  return {
    ...hostVariables(execution.path),
    HOME: folders.home,
    USERPROFILE: folders.home,
    TMPDIR: folders.temp,
    TEMP: folders.temp,
    TMP: folders.temp,
    LANG: "C.UTF-8",
    GIT_TERMINAL_PROMPT: "0",
    ...step.env,
    ...runnerVariables(github, runnerContext(leg)),
    RUNNER_TRACKING_ID: trackingId,
    ...execution.variables,
    PATH: [...paths, step.env.PATH ?? execution.path].join(delimiter),
  };
}

/** What no program of Windows starts without. */
function hostVariables(path: string): Readonly<Record<string, string>> {
  const names = process.platform === "win32" ? ["SystemRoot", "ComSpec", "PATHEXT", "SystemDrive", "windir"] : [];
  const entries = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...entries, ["PATH", path] as const]);
}

function judgeEnd(leg: Leg, end: ProcessEnd, prefix: string): boolean {
  if (end.kind === "exited" && end.code === 0) return true;
  if (end.kind === "ended") return false;
  const message = end.kind === "exited" ? `Process completed with exit code ${end.code}.` : end.reason;
  annotate(leg, prefix, { level: "error", message });
  return false;
}

function takeEnvironment(leg: Leg, pairs: Pairs, env: (readonly [string, string])[], prefix: string): void {
  const { set, refused } = readEnvironmentWrites(pairs);
  env.push(...set);
  for (const message of refused) annotate(leg, prefix, { level: "error", message });
}

function takeAll(pairs: Pairs, into: Record<string, string>): void {
  for (const [name, value] of pairs) Object.defineProperty(into, name, entry(value));
}

/** Source: docs.github.com, "Workflow commands", step summaries: 1 MiB a step. */
const summaryBytes = 1024 * 1024;

function takeSummary(leg: Leg, file: string, prefix: string): void {
  const text = readIfThere(file);
  if (text === "") return;
  if (Buffer.byteLength(text) > summaryBytes) {
    const kilobytes = Math.floor(Buffer.byteLength(text) / 1024);
    const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`;
    annotate(leg, prefix, { level: "error", message });
    return;
  }
  leg.summaries.push(leg.execution.masker.mask(text));
}

/** Not by assignment, which would take `__proto__` for something else. */
function entry(value: string): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === "true";
}

/** A step that could not even begin, as the runner says it. */
export function failToStart(leg: Leg, prefix: string, message: string): ActionEnd {
  annotate(leg, prefix, { level: "error", message });
  return failed();
}
