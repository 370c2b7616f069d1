import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok } from "@yardmaster/core";
import { createFileStore, createGitHub, createInstallationToken, type GitHub } from "@yardmaster/github";
import { type Connection, type ExitCode, type Host, runRc } from "@yardmaster/orchestrator";
import { findSecrets } from "./find-secrets.ts";
import { botToken, jobToken, teamToken } from "./orchestrator-github.ts";
import { sampleTasks } from "./orchestrator-tasks.ts";
import { validateLogLine, validateRecord } from "./validate-record.ts";

export interface Machine {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly github?: (connection: Connection) => GitHub;
  readonly now?: string;
  /** In place of an instant that stands still. */
  readonly clock?: TestClock;
  /** Of one request, by this machine's clock; 20,000 unless given, which no answer on a busy machine takes. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Files whose writing fails, by the end of their path, with the reason. */
  readonly broken?: Readonly<Record<string, string>>;
}

/** Time that passes where somebody waits, and at once. */
export interface TestClock {
  now(): Date;
  wait(milliseconds: number): Promise<void>;
}

export function createTestClock(start = "2026-11-22T15:06:00Z"): TestClock {
  let milliseconds = Date.parse(start);
  return {
    now: () => new Date(milliseconds),
    wait: async (more) => {
      milliseconds += more;
    },
  };
}

/**
 * Time that passes where somebody waits, so many times faster than this machine's: a minute's wait takes a fraction of a second. Work
 * takes none of it, so that a deadline comes no sooner on a busy machine.
 */
export function createFastClock(factor: number, start = "2026-11-22T15:06:00Z"): TestClock {
  let milliseconds = Date.parse(start);
  return {
    now: () => new Date(milliseconds),
    wait: async (more) => {
      const end = milliseconds + more;
      await sleep(more / factor);
      milliseconds = Math.max(milliseconds, end);
    },
  };
}

export interface RunOfRc {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything on the machine's disk afterwards. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a runner sets; a test that needs another value names it. */
export const runnerVariables = {
  GITHUB_EVENT_NAME: "issue_comment",
  GITHUB_REPOSITORY: "Codertocat/Hello-World",
  GITHUB_ACTOR: "octocat",
  GITHUB_TRIGGERING_ACTOR: "octocat",
  GITHUB_RUN_ID: "42",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_OUTPUT: "github-output",
};

/**
 * `rc` in this process, on a disk in memory and at a fixed instant. Whatever it says and writes is searched for the tokens
 * of the tests, and its records are held against their schemas.
 * @throws where a token has leaked, or a record is not valid
 */
export async function runRcOn(machine: Machine, ...argv: string[]): Promise<RunOfRc> {
  const files: Record<string, string> = {
    "generated/orchestrator-tasks.json": JSON.stringify(sampleTasks),
    ...machine.files,
  };
  let stdout = "";
  let stderr = "";
  const problem = (path: string) => Object.entries(machine.broken ?? {}).find(([end]) => path.endsWith(end))?.[1];
  const clock = machine.clock ?? createTestClock(machine.now);
  const { timeoutMilliseconds = 20_000 } = machine;
  const host: Host = {
    env: machine.env ?? runnerVariables,
    version: "0.1.0",
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    readText: async (path) => (files[path] === undefined ? fail("it does not exist") : ok(files[path])),
    listDirectory: async (path) => {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      const names = inside.map((file) => file.slice(path.length + 1).replace(/\/.*$/s, "/"));
      return names.length === 0 ? fail("it does not exist") : ok([...new Set(names)].sort());
    },
    listLinks: async () => [],
    flush: async () => ok(undefined),
    replaceFile: async (path, text) => {
      const reason = problem(path);
      if (reason !== undefined) return fail(reason);
      files[path] = text;
      return ok(undefined);
    },
    appendToFile: async (path, text) => {
      const reason = problem(path);
      if (reason !== undefined) return fail(reason);
      files[path] = (files[path] ?? "") + text;
      return ok(undefined);
    },
    now: clock.now,
    wait: clock.wait,
    randomName: () => "d0",
    fileStore: (connection) =>
      createFileStore({
        ...connection,
        userAgent: "tests",
        timeoutMilliseconds,
        wait: clock.wait,
      }),
    installationToken: (request) =>
      createInstallationToken({ ...request, userAgent: "tests", timeoutMilliseconds, now: () => new Date() }),
    github:
      machine.github ??
      ((connection) =>
        createGitHub({
          ...connection,
          userAgent: "tests",
          timeoutMilliseconds,
          wait: clock.wait,
          random: () => 0,
        })),
  };
  const before = { ...files };
  const code = await runRc(argv, host);
  checkOutputs({ code, stdout, stderr, files }, before);
  return { code, stdout, stderr, files };
}

function checkOutputs({ stdout, stderr, files }: RunOfRc, before: RunOfRc["files"]): void {
  const written = Object.entries(files).filter(([path, text]) => before[path] !== text);
  const problems = written.flatMap(([path, text]) => {
    if (path.endsWith("/decision.json")) return validateRecord(text).map((problem) => `${path} ${problem}`);
    if (!path.endsWith("/dispatch-log.ndjson")) return [];
    const added = text.slice(before[path]?.length ?? 0);
    const lines = added.split("\n").slice(0, -1);
    return lines.flatMap((line) => validateLogLine(line).map((problem) => `${path} ${problem}`));
  });
  const texts = [stdout, stderr, ...written.map(([, text]) => text)];
  const leaks = findSecrets(texts.join("\n"), [jobToken, teamToken, botToken]);
  if (problems.length + leaks.length > 0) throw new Error(`rc left behind: ${[...problems, ...leaks].join("; ")}`);
}
