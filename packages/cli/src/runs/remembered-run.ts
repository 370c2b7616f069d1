import { hash } from "node:crypto";
import { join } from "node:path";
import type { CompiledSource } from "@yardmaster/compiler";
import { cacheFolder } from "@yardmaster/compiler/host";
import { FileError } from "@yardmaster/core/host";
import type { ExitCode } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import { type Answers, compareAnswers, digestOf } from "./answers.ts";

/** What a run printed, or would have printed had it found its files written already. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of `stdout` is one of counts, to which each run adds its own time. */
  readonly isTimed?: boolean;
  /** What was compiled, where nothing was wrong with it. */
  readonly sources?: readonly CompiledSource[] | undefined;
}

export interface RememberedRun {
  /** Digest of the program and what it runs on. */
  readonly program: string;
  readonly answers: Answers;
  readonly outcome: Outcome;
}

/** A run of which only the contents of files have changed since. */
export interface OutdatedRun {
  readonly run: RememberedRun;
  /** Absolute. */
  readonly changed: readonly string[];
}

export function runFile(root: string, cwd: string, argv: readonly string[]): string {
  const name = hash("sha256", JSON.stringify([cwd, ...argv])).slice(0, 16);
  return join(root, cacheFolder, `run-${name}.json`);
}

/** @returns undefined where nothing is known: of a run of another program, and where what was kept of it is damaged. */
export async function recallRun(path: string, program: string, host: Host): Promise<OutdatedRun | undefined> {
  try {
    const [bytes] = host.files.readAll([path]);
    const run = bytes && parseRun(new TextDecoder().decode(bytes));
    if (run?.program !== program) return undefined;
    const changed = await compareAnswers(run.answers, host);
    return changed && { run, changed };
  } catch (error) {
    if (error instanceof FileError) return undefined; // the run itself says what cannot be read
    throw error;
  }
}

export function keepRun(path: string, run: RememberedRun, host: Host): void {
  const text = JSON.stringify(run);
  host.files.keep(path, `${digestOf(text)}\n${text}`);
}

/** The digest in the first line tells a whole file from a damaged one, and what this program wrote from the rest. */
function parseRun(content: string): RememberedRun | undefined {
  const end = content.indexOf("\n");
  const text = content.slice(end + 1);
  return end > 0 && digestOf(text) === content.slice(0, end) ? (JSON.parse(text) as RememberedRun) : undefined;
}
