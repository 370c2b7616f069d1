import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

export interface ProcessToRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** All of it: nothing of this process comes along. */
  readonly env: Readonly<Record<string, string>>;
  /** Of both streams, without its line end. */
  readonly onLine: (line: string) => void;
  /** Ends the process and its group when it is aborted. */
  readonly signal: AbortSignal;
  readonly graces?: Graces;
}

/** Milliseconds that a process has between one signal and the next. */
export interface Graces {
  readonly interruptMilliseconds: number;
  readonly terminateMilliseconds: number;
}

export type ProcessEnd =
  | { readonly kind: "exited"; readonly code: number }
  /** By a signal of this program's. */
  | { readonly kind: "ended" }
  | { readonly kind: "not-started"; readonly reason: string };

/** Source: actions/runner, `ProcessInvoker.cs`: SIGINT, SIGTERM, SIGKILL. */
const runnerGraces: Graces = { interruptMilliseconds: 7_500, terminateMilliseconds: 2_500 };
/** What a process left behind may hold its output open; the runner does not wait for it either. */
const outputMilliseconds = 5_000;

/** Runs a process in a group of its own. Whatever is still in the group when it is aborted ends with it. */
export function runProcess(given: ProcessToRun): Promise<ProcessEnd> {
  const { program, args, cwd, env, signal, onLine, graces = runnerGraces } = given;
  if (signal.aborted) return Promise.resolve({ kind: "ended" });
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      // Node hands this one on of itself, unless it is said what it is.
      env: { NODE_V8_COVERAGE: undefined, ...env },
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const timers: NodeJS.Timeout[] = [];
    let wasEnded = false;
    const flushes = [child.stdout, child.stderr].map((stream) => readLines(stream, onLine));

    const end = (): void => {
      wasEnded = true;
      signalGroup(child.pid, "SIGINT");
      timers.push(setTimeout(() => signalGroup(child.pid, "SIGTERM"), graces.interruptMilliseconds));
      const total = graces.interruptMilliseconds + graces.terminateMilliseconds;
      timers.push(setTimeout(() => signalGroup(child.pid, "SIGKILL"), total));
    };
    const settle = (result: ProcessEnd): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener("abort", end);
      for (const flush of flushes) flush();
      if (wasEnded) signalGroup(child.pid, "SIGKILL");
      resolve(wasEnded ? { kind: "ended" } : result);
    };

    signal.addEventListener("abort", end, { once: true });
    child.on("error", ({ message }) => settle({ kind: "not-started", reason: message }));
    child.on("exit", () => {
      // What it leaves in its group goes with it where it was to end, and need not be waited for.
      if (wasEnded) signalGroup(child.pid, "SIGKILL");
      timers.push(
        setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, outputMilliseconds),
      );
    });
    child.on("close", (code, by) => settle({ kind: "exited", code: code ?? 128 + (signalNumbers[by ?? ""] ?? 0) }));
  });
}

/** As shells count them. */
const signalNumbers: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
  } catch {
    // There is nobody left in it.
  }
}

/** @returns what hands on the last line, which may have no end. */
function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string): void => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
  stream.on("data", (chunk: Buffer) => take(decoder.write(chunk)));
  return () => {
    take(decoder.end());
    if (rest !== "") onLine(rest);
    rest = "";
  };
}
