import { fail, ok } from "@yardmaster/core";
import { createGitHub, type GitHub } from "@yardmaster/github";
import { type ExitCode, type Host, runRc } from "@yardmaster/orchestrator";
import { sampleTasks } from "./orchestrator-tasks.ts";

export interface Machine {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly github?: (connection: { token: string; apiUrl: string }) => GitHub;
  readonly now?: string;
  /** Files whose writing fails, by the end of their path, with the reason. */
  readonly broken?: Readonly<Record<string, string>>;
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

/** `rc` in this process, on a disk in memory and at a fixed instant. */
export async function runRcOn(machine: Machine, ...argv: string[]): Promise<RunOfRc> {
  const files: Record<string, string> = {
    "generated/orchestrator-tasks.json": JSON.stringify(sampleTasks),
    ...machine.files,
  };
  let stdout = "";
  let stderr = "";
  const problem = (path: string) => Object.entries(machine.broken ?? {}).find(([end]) => path.endsWith(end))?.[1];
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
    now: () => new Date(machine.now ?? "2026-11-22T15:06:00Z"),
    randomName: () => "d0",
    github:
      machine.github ??
      ((connection) =>
        createGitHub({
          ...connection,
          userAgent: "tests",
          timeoutMilliseconds: 500,
          maximumWaitSeconds: 1,
          wait: async () => {},
        })),
  };
  const code = await runRc(argv, host);
  return { code, stdout, stderr, files };
}
