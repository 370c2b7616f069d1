import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoTeamSlug, demoTokens } from "./demo-github.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const timeoutMilliseconds = 30_000;

export interface StageRun {
  readonly name: "gate" | "dispatch" | "refuse";
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Parsed from the file that `GITHUB_OUTPUT` names. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The names in the artifacts' directory, sorted. */
  readonly artifacts: readonly string[];
  /** The reason codes of `decision.json`, one for each command, or that of the run where it found none. */
  readonly reasons: readonly string[];
  readonly summary: string;
}

export interface LineRun {
  readonly gate: StageRun;
  /** Dispatch, or refusal where the gate has allowed nothing; absent where nobody gave a command. */
  readonly second: StageRun | undefined;
}

export interface LineOptions {
  readonly eventFile: string;
  readonly eventName: string;
  /** Of the sender, who is also the actor of the run. */
  readonly login: string;
  /** `OWNER/NAME` */
  readonly repository: string;
  readonly apiUrl: string;
  readonly tasksFile: string;
  /** Of the workflow run. */
  readonly runId: string;
  /** From 1. */
  readonly attempt: number;
  /** Empty or absent; belongs to this attempt alone. */
  readonly directory: string;
}

/** One attempt of the workflow: the built `rc`, a process for each job, its tokens only where they belong. */
export async function runLine(options: LineOptions): Promise<LineRun> {
  const gate = await runStage("gate", options, {
    GITHUB_TOKEN: demoTokens.job,
    ORCHESTRATOR_TEAM: demoTeamSlug,
    ORCHESTRATOR_TEAM_TOKEN: demoTokens.team,
  });
  const { allowed = "", found = "", run_attempt = "", verdicts = "" } = gate.outputs;
  const answer = {
    GATE_ALLOWED: allowed,
    GATE_ATTEMPT: run_attempt,
    GATE_VERDICTS: verdicts,
    GITHUB_TOKEN: demoTokens.job,
  };
  if (allowed === "true") {
    const bot = { ORCHESTRATOR_BOT_TOKEN: demoTokens.bot };
    return { gate, second: await runStage("dispatch", options, { ...answer, ...bot }) };
  }
  return { gate, second: found === "true" ? await runStage("refuse", options, answer) : undefined };
}

async function runStage(
  name: StageRun["name"],
  options: LineOptions,
  tokens: Readonly<Record<string, string>>,
): Promise<StageRun> {
  const artifacts = join(options.directory, name);
  await mkdir(artifacts, { recursive: true });
  const outputFile = join(options.directory, `output-${name}`);
  await writeFile(outputFile, "");
  const program = join(root, "packages/orchestrator/bin/rc.mjs");
  const flags = ["--event-path", options.eventFile, "--artifacts", artifacts, "--tasks", options.tasksFile];
  const child = spawn(process.execPath, [program, "orchestrator", name, ...flags], {
    cwd: root,
    env: { ...runnerVariables(options), ...tokens, GITHUB_OUTPUT: outputFile },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMilliseconds,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number>((ended, failed) => {
    child.once("error", failed);
    child.once("close", (status) => ended(status ?? -1));
  });
  const names = (await readdir(artifacts)).sort();
  return {
    name,
    code,
    stdout,
    stderr,
    outputs: parseOutputs(await readFile(outputFile, "utf8")),
    artifacts: names,
    reasons: names.includes("decision.json")
      ? readReasons(await readFile(join(artifacts, "decision.json"), "utf8"))
      : [],
    summary: names.includes("summary.md") ? await readFile(join(artifacts, "summary.md"), "utf8") : "",
  };
}

function runnerVariables(options: LineOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? "",
    TZ: "America/Phoenix",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: options.eventName,
    GITHUB_REPOSITORY: options.repository,
    GITHUB_ACTOR: options.login,
    GITHUB_TRIGGERING_ACTOR: options.login,
    GITHUB_API_URL: options.apiUrl,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_RUN_ID: options.runId,
    GITHUB_RUN_ATTEMPT: String(options.attempt),
  };
}

function readReasons(text: string): readonly string[] {
  const { reason_code, commands } = JSON.parse(text) as {
    readonly reason_code: string;
    readonly commands: readonly { readonly reason_code: string }[];
  };
  return commands.length > 0 ? commands.map((command) => command.reason_code) : [reason_code];
}

function parseOutputs(text: string): Record<string, string> {
  const entries = text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n?\2$/gms);
  return Object.fromEntries([...entries].map(([, name = "", , value = ""]) => [name, value]));
}
