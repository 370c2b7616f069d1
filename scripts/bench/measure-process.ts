import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "./tool.ts";

export interface Sample {
  readonly seconds: number;
  /** User and system time, of children too. Undefined where no bash says it. */
  readonly processorSeconds?: number | undefined;
}

const timeoutMilliseconds = 600_000;
/** Times go to a pipe of their own, apart from what the command writes. */
const timed = '{ TIMEFORMAT="%3R %3U %3S"; time "$@" 2>&4 3>&- 4>&-; } 4>&2 2>&3';
const preload = fileURLToPath(new URL("preload.cjs", import.meta.url));
/** Of the times in Linux's /proc. */
const ticksPerSecond = 100;

/** @throws when the command fails, with what it wrote. */
export function measureProcess(command: Command): Sample {
  if (!hasBash()) {
    const start = performance.now();
    run(command, command.program, command.arguments);
    return { seconds: (performance.now() - start) / 1000 };
  }
  const { result: times, left } = record(command, (watched) =>
    run(watched, "bash", ["-c", timed, "bash", command.program, ...command.arguments]),
  );
  const [seconds, user, system] = times
    .trim()
    .split(" ")
    .map((part) => Number(part.replace(",", ".")));
  if (seconds === undefined || user === undefined || !(Number(system) >= 0)) throw new Error(`No times: "${times}".`);
  return { seconds, processorSeconds: user + Number(system) + left.childSeconds };
}

/**
 * The largest resident size that the process had.
 * @returns undefined for a program that is not Node where GNU time is missing.
 */
export function measurePeakMebibytes(command: Command): number | undefined {
  if (command.program === process.execPath)
    return record(command, (watched) => run(watched, command.program, command.arguments)).left.peakMebibytes;
  if (!hasGnuTime()) return undefined;
  return withFile((file) => {
    run(command, "/usr/bin/time", ["--format=%M", `--output=${file}`, command.program, ...command.arguments]);
    return Number(readFileSync(file, "utf8")) / 1024;
  });
}

interface Left {
  readonly peakMebibytes: number;
  readonly childSeconds: number;
}

/** Has Node programs say at their end what {@link preload} finds; nothing for others. */
function record<T>(command: Command, use: (command: Command) => T): { readonly result: T; readonly left: Left } {
  return withFile((file) => {
    const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(preload)}`;
    const result = use({ ...command, environment: { ...command.environment, NODE_OPTIONS, BENCH_RECORD: file } });
    const lines = readFileSync(file, "utf8").trim().split("\n").filter(Boolean);
    const figures = lines.map((line) => line.split(" ").map(Number));
    return {
      result,
      left: {
        peakMebibytes: Math.max(...figures.map(([kibibytes]) => kibibytes ?? 0)) / 1024,
        childSeconds: figures.reduce((sum, [, ticks]) => sum + (ticks ?? 0), 0) / ticksPerSecond,
      },
    };
  });
}

/** An empty file for as long as `use` runs. */
function withFile<T>(use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "bench-record-"));
  const file = join(folder, "record");
  writeFileSync(file, "");
  try {
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns what was written to the fourth stream. */
function run(command: Command, program: string, argv: readonly string[]): string {
  const result = spawnSync(program, argv, {
    cwd: command.folder,
    encoding: "utf8",
    env: { ...process.env, ...command.environment },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    timeout: timeoutMilliseconds,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    const line = [command.program, ...command.arguments].join(" ");
    const why = result.error?.message ?? `exit code ${result.status}`;
    throw new Error(`${line}: ${why}\n${result.stdout?.slice(0, 2000)}${result.stderr?.slice(0, 2000)}`);
  }
  return result.output[3] ?? "";
}

function hasBash(): boolean {
  return spawnSync("bash", ["-c", "true"]).status === 0;
}

function hasGnuTime(): boolean {
  return spawnSync("/usr/bin/time", ["--format=%M", "true"]).status === 0;
}
