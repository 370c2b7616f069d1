import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findDroppedTests } from "./dropped-tests.ts";
import type { TestRun } from "./judge-test-run.ts";

export interface FinishedTestFile {
  readonly file: string;
  readonly run: TestRun;
  /** stdout and stderr in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Process groups still running, to be ended with the runner. */
const running = new Set<number>();

/** What all files of a run have in common. */
export interface TestRunOptions {
  readonly timeoutSeconds: number;
  /** The folder with the modules of the test files; where it has none, tsx compiles what a file imports. */
  readonly bundle: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs a test file in a process of its own. */
export function runTestFile(
  root: string,
  file: string,
  { timeoutSeconds, bundle, environment }: TestRunOptions,
): Promise<FinishedTestFile> {
  const droppedTests = findDroppedTests(readFileSync(join(root, file), "utf8"));
  const started = performance.now();
  const child = spawn(process.execPath, argumentsFor(file, bundle), {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that a time-out also ends what the tests started.
    detached: true,
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);
  let stdout = "";
  let output = "";
  let timedOut = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const timer = setTimeout(() => {
    timedOut = true;
    if (group !== undefined) endGroup(group);
  }, timeoutSeconds * 1000);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    // A grandchild that outlives the test file keeps the pipes open: it has until the time-out.
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      if (group !== undefined) running.delete(group);
      const seconds = (performance.now() - started) / 1000;
      const base: TestRun = { stdout, exitCode, signal, droppedTests };
      resolve({ file, output, seconds, run: timedOut ? { ...base, timedOutAfterSeconds: timeoutSeconds } : base });
    });
  });
}

function argumentsFor(file: string, bundle: string | undefined): string[] {
  const module = join(bundle ?? "", file.replace(/\.ts$/, ".mjs"));
  return bundle !== undefined && existsSync(module) ? ["--enable-source-maps", module] : ["--import", "tsx", file];
}

/** For the end of the runner itself: nothing that a test started may stay behind. */
export function endRunningTestFiles(): void {
  for (const group of running) endGroup(group);
}

function endGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch (error) {
    // The group has just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
