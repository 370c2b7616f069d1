import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ExecutionOptions, execute, type FinishedExecution, noMocks } from "@yardmaster/cli";
import { git } from "../ops/helpers/consumer-repository.ts";
import { eventOf, repositoryOf } from "./simulated-files.ts";

export interface Executed {
  readonly run: FinishedExecution;
  /** What was printed, line by line; places of the machine are `<temp>`. */
  readonly lines: readonly string[];
}

/**
 * Executes workflows of a git repository of its own.
 * @param files by path; those below `.github/workflows` are its workflows.
 */
export async function executeFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<ExecutionOptions> = {},
): Promise<Executed> {
  const root = mkdtempSync(join(tmpdir(), "yardmaster executed-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      if (text.startsWith("#!")) chmodSync(join(root, path), 0o755);
    }
    git(root, "init", "--quiet", "--initial-branch", "main");
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message", "Begin");
    return await executeIn(root, files, options);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The same where the repository is there. */
export async function executeIn(
  root: string,
  files: Readonly<Record<string, string>>,
  options: Partial<ExecutionOptions> = {},
): Promise<Executed> {
  let printed = "";
  const workflows = Object.entries(files).filter(([path]) => /^\.github\/workflows\/.*\.yml$/.test(path));
  const run = await execute({
    root,
    repository: repositoryOf(Object.fromEntries(workflows), { settings: { variables: {} } }),
    event: eventOf(),
    secrets: {},
    variables: {},
    mocks: noMocks,
    unmocked: "refuse",
    anySystem: false,
    keep: false,
    path: process.env.PATH ?? "",
    output: {
      write: (text) => {
        printed += text;
      },
      isTerminal: false,
    },
    signal: new AbortController().signal,
    graces: { interruptMilliseconds: 300, terminateMilliseconds: 300 },
    ...options,
  });
  const lines = printed.split("\n").slice(0, -1);
  return { run, lines: lines.map((line) => line.replace(/\/\S*yardmaster-exec-\w+/g, "<temp>")) };
}

/** One job with these steps, on Linux or whatever this is. */
export function jobOf(steps: string, job = ""): Readonly<Record<string, string>> {
  const system = process.platform === "darwin" ? "macos-latest" : "ubuntu-latest";
  const indented = steps.replace(/^/gm, "      ");
  return {
    ".github/workflows/main.yml": `on: push\njobs:\n  a:\n    runs-on: ${system}\n${job}    steps:\n${indented}\n`,
  };
}

/** `success`, or what the steps came to where that is more. */
export function outcomesOf({ run }: Executed): Readonly<Record<string, string>> {
  return Object.fromEntries(
    run.jobs.flatMap(({ name, status, steps }) => [
      [name, status],
      ...steps.map((step) => [
        `${name} / ${step.name}`,
        step.outcome === step.conclusion ? step.outcome : `${step.outcome}, then ${step.conclusion}`,
      ]),
    ]),
  );
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
