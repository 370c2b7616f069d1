import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createNodeHost, type ExitCode, runRc } from "@yardmaster/orchestrator";
import { createCommentEvent } from "./orchestrator-events.ts";
import { people } from "./orchestrator-github.ts";
import { runnerVariables } from "./orchestrator-host.ts";
import { sampleTasks } from "./orchestrator-tasks.ts";

const program = fileURLToPath(new URL("../../packages/orchestrator/bin/rc.mjs", import.meta.url));

export interface RunOnDisk {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Disk {
  /** Absolute; `event.json` and `tasks.json` are there, and nothing else. */
  readonly directory: string;
  /** Where GITHUB_OUTPUT points. */
  readonly output: string;
  /** `rc orchestrator STAGE` on an event whose author is on the list, in this process. */
  stage(stage: string, flags?: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunOnDisk>;
  /** The built program as a process, started by a line of bash in which `"$@"` stands for it. */
  bash(line: string, ...argv: readonly string[]): { readonly code: number | null; readonly stderr: string };
}

/** A folder of its own on this machine's disk, gone afterwards. */
export async function withDisk(use: (disk: Disk) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "rc-disk-"));
  const event = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
  await writeFile(join(directory, "event.json"), JSON.stringify(event));
  await writeFile(join(directory, "tasks.json"), JSON.stringify(sampleTasks));
  const output = join(directory, "github-output");
  const environment = { ...runnerVariables, GITHUB_OUTPUT: output, ORCHESTRATOR_MAINTAINERS: people.triager.login };
  try {
    await use({
      directory,
      output,
      stage: (stage, flags = [], env = {}) => {
        const given = new Set(flags.filter((_, index) => index % 2 === 0));
        const usual = { "--event-path": "event.json", "--tasks": "tasks.json", "--artifacts": "artifacts" };
        const rest = Object.entries(usual).flatMap(([flag, name]) =>
          given.has(flag) ? [] : [flag, join(directory, name)],
        );
        return runHere(["orchestrator", stage, ...flags, ...rest], { ...environment, ...env });
      },
      bash: (line, ...argv) => {
        const { status, stderr } = spawnSync("bash", ["-c", line, "bash", process.execPath, program, ...argv], {
          env: { ...process.env, ...environment },
          encoding: "utf8",
          timeout: 30_000,
        });
        return { code: status, stderr };
      },
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function runHere(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<RunOnDisk> {
  let stdout = "";
  let stderr = "";
  const host = createNodeHost({
    env,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    flush: async () => ({ ok: true, value: undefined }),
  });
  return { code: await runRc(argv, host), stdout, stderr };
}
