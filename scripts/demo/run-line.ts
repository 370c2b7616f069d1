import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoTeamSlug, demoTokens } from "./demo-github.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const timeoutMilliseconds = 30_000;

export interface StageRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Parsed from the file that `GITHUB_OUTPUT` names. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface LineRun {
  readonly gate: StageRun;
  /** Absent where the gate denied: the workflow then skips the job. */
  readonly dispatch: StageRun | undefined;
  /** The names in the artifacts' directory, sorted. */
  readonly artifacts: readonly string[];
  readonly summary: string;
}

export interface LineOptions {
  readonly eventFile: string;
  readonly eventName: string;
  /** Of the sender, who is also the actor of the run. */
  readonly login: string;
  /** `OWNER/NAME` */
  readonly repository: string;
  readonly apiUrl: string;
  /** Empty or absent; belongs to this run alone. */
  readonly directory: string;
}

/** Gate and dispatch as the workflow runs them: the built `rc`, one process each, its tokens only where they belong. */
export async function runLine(options: LineOptions): Promise<LineRun> {
  const artifacts = join(options.directory, "artifacts");
  await mkdir(artifacts, { recursive: true });
  const runner = {
    PATH: process.env.PATH ?? "",
    TZ: "America/Phoenix",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: options.eventName,
    GITHUB_REPOSITORY: options.repository,
    GITHUB_ACTOR: options.login,
    GITHUB_TRIGGERING_ACTOR: options.login,
    GITHUB_API_URL: options.apiUrl,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
  };
  const flags = ["--event-path", options.eventFile, "--artifacts", artifacts];

  const gate = await runStage(["orchestrator", "gate", ...flags], options.directory, {
    ...runner,
    GITHUB_TOKEN: demoTokens.job,
    ORCHESTRATOR_TEAM: demoTeamSlug,
    ORCHESTRATOR_TEAM_TOKEN: demoTokens.team,
  });
  const allowed = gate.outputs.allowed ?? "";
  const dispatch =
    allowed === "true"
      ? await runStage(
          ["orchestrator", "dispatch", ...flags, "--run-id", gate.outputs.run_id ?? ""],
          options.directory,
          {
            ...runner,
            GATE_ALLOWED: allowed,
            GATE_ATTEMPT: gate.outputs.run_attempt ?? "",
            ORCHESTRATOR_BOT_TOKEN: demoTokens.bot,
          },
        )
      : undefined;
  const names = (await readdir(artifacts)).sort();
  const summary = names.includes("summary.md") ? await readFile(join(artifacts, "summary.md"), "utf8") : "";
  return { gate, dispatch, artifacts: names, summary };
}

async function runStage(argv: readonly string[], directory: string, env: NodeJS.ProcessEnv): Promise<StageRun> {
  const outputFile = join(directory, `output-${argv[1]}`);
  await writeFile(outputFile, "");
  const program = join(root, "packages/orchestrator/bin/rc.mjs");
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: root,
    env: { ...env, GITHUB_OUTPUT: outputFile },
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
  return { code, stdout, stderr, outputs: parseOutputs(await readFile(outputFile, "utf8")) };
}

function parseOutputs(text: string): Record<string, string> {
  const entries = text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n?\2$/gms);
  return Object.fromEntries([...entries].map(([, name = "", , value = ""]) => [name, value]));
}
