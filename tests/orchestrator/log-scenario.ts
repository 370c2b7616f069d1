import { type CommandRecord, printArtifacts, type RunRecord } from "@yardmaster/orchestrator";
import {
  type EmbeddedGitHub,
  type EmbeddedGitHubOptions,
  type EmbeddedToken,
  startEmbeddedGitHub,
} from "../helpers/embedded-github/index.ts";
import { commitFiles, type RepositoryFiles, repositoryFiles } from "../helpers/embedded-github/repository-files.ts";
import {
  createTestClock,
  type RunOfRc,
  runnerVariables,
  runRcOn,
  type TestClock,
} from "../helpers/orchestrator-host.ts";
import { sampleRecord } from "../helpers/sample-record.ts";

export const logToken = "ghs_LogTokenOfTheTests0001";
export const repository = "Codertocat/Hello-World";
export const branch = "orchestrator-log";
export const dayFile = "2026/11/22.ndjson";

export interface LogScenario {
  readonly github: EmbeddedGitHub;
  readonly store: RepositoryFiles;
  /** Puts files on the branch of the log. */
  seed(files: Readonly<Record<string, string | Buffer>>): void;
  /** The lines of a file of the log; none where there is no such file. */
  lines(path?: string): readonly string[];
}

export async function withLogGitHub(
  use: (scenario: LogScenario) => Promise<void>,
  changes: Partial<EmbeddedGitHubOptions> & { readonly permissions?: EmbeddedToken["permissions"] } = {},
): Promise<void> {
  const { permissions = { metadata: "read", contents: "write", issues: "write" }, ...rest } = changes;
  const options: EmbeddedGitHubOptions = {
    repositories: [
      { owner: "Codertocat", name: "Hello-World", defaultBranch: "master", collaborators: [], workflows: {} },
    ],
    tokens: [{ value: logToken, label: "log", permissions }],
    now: () => new Date("2026-11-22T15:07:00Z"),
    ...rest,
  };
  const github = await startEmbeddedGitHub(options);
  const store = repositoryFiles(options, repository);
  try {
    await use({
      github,
      store,
      seed: (files) => void commitFiles(store, branch, files),
      lines(path = dayFile) {
        const bytes = store.commits.get(store.branches.get(branch) ?? "")?.files.get(path);
        return bytes === undefined ? [] : bytes.toString("utf8").split("\n").slice(0, -1);
      },
    });
  } finally {
    await github.close();
  }
}

/** The line of a run of its own. */
export function lineOf(run: number | string, changes: Partial<RunRecord> = {}): string {
  const github_run = {
    id: `${run}`,
    attempt: "1",
    url: `https://github.com/${repository}/actions/runs/${run}/attempts/1`,
  };
  return printArtifacts({ ...sampleRecord, repository, github_run, ...changes }).logLine.trimEnd();
}

/** A record that takes so many bytes and a little more. */
export function recordOf(bytes: number): Partial<RunRecord> {
  const [command] = sampleRecord.commands as readonly [CommandRecord];
  return { commands: [{ ...command, answer: ["x".repeat(bytes)] }] };
}

export interface AppendOptions {
  readonly to?: string;
  readonly clock?: TestClock;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
}

export function appendLines(
  { github }: LogScenario,
  lines: readonly string[],
  { to = `branch:${branch}`, clock, env, files, timeoutMilliseconds }: AppendOptions = {},
): Promise<RunOfRc> {
  return runRcOn(
    {
      env: { ...runnerVariables, GITHUB_API_URL: github.url, GITHUB_TOKEN: logToken, ...env },
      files: files ?? { "a/orchestrator-gate-1/dispatch-log.ndjson": lines.map((line) => `${line}\n`).join("") },
      clock: clock ?? createTestClock(),
      timeoutMilliseconds,
    },
    ...["orchestrator", "log", "--artifacts", "a", "--to", to],
  );
}

/** Method and path of each request, with what the test does not know beforehand left out. */
export function requestsOf({ github }: LogScenario): readonly string[] {
  return github.requests.map(({ method, path }) => `${method} ${path.replace(`/repos/${repository}/`, "")}`);
}
