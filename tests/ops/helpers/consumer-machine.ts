import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ConsumerRepository, git, orchestratorRepository } from "./consumer-repository.ts";
import { workflow } from "./generated-workflows.ts";
import type { Machine, RunnableStep, StepOutcome } from "./run-workflow.ts";

export interface ConsumerMachine extends Pick<Machine, "readWorkflow" | "runStep"> {
  /** Files of the artifacts, by `ARTIFACT/FILE`. */
  readonly artifacts: () => Readonly<Record<string, string>>;
  /** What scripts printed, by step. */
  readonly logs: Readonly<Record<string, string>>;
  readonly dispose: () => void;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));

const scriptTimeoutMilliseconds = 30_000;

/**
 * What `npx --no-install` comes to with the programs there, without half a second of npm.
 * @param compiled the scripts as the test runner has compiled them: the same code, without a second of tsx
 */
const npx = (compiled: string) => `#!/bin/sh
[ "$1" = --no-install ] || exit 64
program=$2
shift 2
module='${compiled}'/\${1%.ts}.mjs
if [ "$program" = tsx ] && [ -f "$module" ]; then
  shift
  exec node "$module" "$@"
fi
exec "node_modules/.bin/$program" "$@"
`;

/** The first machine of a process starts the scripts as a runner does, through tsx. */
let machines = 0;

/** What the orchestrator's checkout has, as far as its programs need it. */
const programs = ["generated", "node_modules", "package.json", "packages", "scripts", "tsconfig.json"];

/**
 * Runs steps on this machine: scripts in bash with the built programs, `actions/checkout` of the consumer as a sparse clone, artifacts
 * in a folder. The steps that set the programs up are this checkout.
 * @param runner what the runner sets for every step
 */
export function createConsumerMachine(
  consumer: ConsumerRepository,
  event: object,
  runner: Readonly<Record<string, string>>,
): ConsumerMachine {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster run-"));
  const uploads = join(folder, "uploads");
  const tools = join(folder, "tools");
  mkdirSync(uploads);
  mkdirSync(tools);
  const compiled = machines++ === 0 ? undefined : process.env.TEST_BUNDLE;
  writeFileSync(join(tools, "npx"), npx(compiled ?? "/none"), { mode: 0o755 });
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
  const workspaces = new Map<string, string>();
  const logs: Record<string, string> = {};

  const workspaceOf = (job: string): string => {
    const known = workspaces.get(job);
    if (known !== undefined) return known;
    const made = join(folder, `workspace ${workspaces.size}`);
    mkdirSync(made);
    for (const name of programs) symlinkSync(join(root, name), join(made, name));
    workspaces.set(job, made);
    return made;
  };

  async function runStep(step: RunnableStep): Promise<StepOutcome> {
    const workspace = workspaceOf(step.job);
    if (step.run !== undefined) return step.at.endsWith(" / Install") ? done : runScript(step, step.run, workspace);
    const [action] = step.uses?.split("@") ?? [];
    if (action === "actions/checkout") checkOut(step, workspace);
    else if (action === "actions/upload-artifact") upload(step, workspace);
    else if (action === "actions/download-artifact") download(step, workspace);
    else if (action !== "actions/setup-node" && action !== "actions/github-script") throw new Error(`${step.uses}?`);
    return done;
  }

  function checkOut({ with: given }: RunnableStep, workspace: string): void {
    if (given.repository === orchestratorRepository) return;
    if (given.repository !== runner.GITHUB_REPOSITORY) throw new Error(`${given.repository} is checked out.`);
    const target = join(workspace, String(given.path));
    git(workspace, "clone", "--quiet", "--no-checkout", "--branch", String(given.ref), consumer.origin, target);
    git(target, "sparse-checkout", "set", "--no-cone", String(given["sparse-checkout"]));
    git(target, "checkout", "--quiet");
  }

  function upload({ with: given }: RunnableStep, workspace: string): void {
    const from = join(workspace, String(given.path).replace(/\/\*$/, ""));
    const to = join(uploads, String(given.name));
    if (existsSync(to)) throw new Error(`The artifact ${given.name} is there already.`);
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }

  function download({ with: given }: RunnableStep, workspace: string): void {
    const prefix = String(given.pattern).replace(/\*$/, "");
    for (const name of readdirSync(uploads).filter((each) => each.startsWith(prefix))) {
      cpSync(join(uploads, name), join(workspace, String(given.path), name), { recursive: true });
    }
  }

  async function runScript({ at, env }: RunnableStep, script: string, workspace: string): Promise<StepOutcome> {
    const outputFile = join(workspace, `.output-${Object.keys(logs).length}`);
    writeFileSync(outputFile, "");
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: workspace,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: `${tools}${delimiter}${process.env.PATH}`,
        HOME: process.env.HOME,
        ...runner,
        ...env,
        GITHUB_EVENT_PATH: join(folder, "event.json"),
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      },
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (log += data));
    // A group of its own: `npx` starts programs that would outlive it.
    const limit = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), scriptTimeoutMilliseconds);
    const code = await new Promise<number | null>((closed, failed) => child.on("error", failed).on("close", closed));
    clearTimeout(limit);
    logs[at] = log;
    return { isSuccess: code === 0, outputs: parseOutputs(readFileSync(outputFile, "utf8")) };
  }

  return {
    readWorkflow: (uses) => workflow(uses.split("@")[0] ?? ""),
    runStep,
    logs,
    artifacts: () => readTree(uploads),
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

const done: StepOutcome = { isSuccess: true, outputs: {} };

/** `name=value`, and `name<<DELIMITER` with lines up to the delimiter. */
function parseOutputs(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^(?:([\w-]+)<<(.+)\n((?:.*\n)*?)\2|([\w-]+)=(.*))$/gm);
  return Object.fromEntries(
    [...entries].map(([, name, , block = "", short, value = ""]) =>
      name === undefined ? [short ?? "", value] : [name, block.replace(/\n$/, "")],
    ),
  );
}

function readTree(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
