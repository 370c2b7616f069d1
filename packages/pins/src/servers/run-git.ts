import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, ok, type Result } from "@yardmaster/core";

/** git without a shell, with output as bytes; a failure is what git said, in one line. */
export type RunGit = (args: readonly string[]) => Promise<Result<Buffer, string>>;

const timeoutMilliseconds = 60_000;
const maximumOutputBytes = 32 * 1024 * 1024;

/** They would point git at the repository that a hook runs in, or bring its settings along. */
const ofOtherRepositories =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|CEILING_DIRECTORIES|CONFIG|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|TRACE.*)$/;

/**
 * @param protocol the only one that git may speak, also where it is redirected to.
 * @param settings of git's configuration, handed over in the environment, where other users cannot read them.
 * @param env of the whole process: PATH, HOME with its credential helpers, proxies.
 */
export function createRunGit(
  protocol: "https" | "http",
  settings: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): RunGit {
  const environment: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ofOtherRepositories.test(name))),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    GCM_INTERACTIVE: "never",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_ALLOW_PROTOCOL: protocol,
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
  };
  for (const [index, [key, value]] of Object.entries(settings).entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return (args) =>
    new Promise((resolve) => {
      const child = spawn("git", args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
      // Not the option `timeout`: where the program cannot be started, Node keeps its timer, and with it the process, until the end.
      const limit = setTimeout(() => child.kill(), timeoutMilliseconds);
      const output: Buffer[] = [];
      let bytes = 0;
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maximumOutputBytes) child.kill();
        else output.push(chunk);
      });
      child.stderr.on("data", (chunk: Buffer) => {
        if (said.length < 10_000) said += chunk.toString("utf8");
      });
      child.on("error", (error) => {
        clearTimeout(limit);
        resolve(fail(`git cannot be started (${error.message})`));
      });
      child.on("close", (code, signal) => {
        clearTimeout(limit);
        if (code === 0) return resolve(ok(Buffer.concat(output)));
        resolve(fail(signal === null ? sentence(said) : `git was stopped after ${timeoutMilliseconds / 1000} seconds`));
      });
    });
}

/** A folder that is gone when the work in it is done. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "yardmaster-bind-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sentence(said: string): string {
  const lines = said.split("\n").map((line) => line.trim());
  const line = lines.find((candidate) => candidate.startsWith("fatal:")) ?? lines.find((candidate) => candidate !== "");
  return (line ?? "git failed without a word")
    .replace(/^fatal: /, "")
    .replace(/\.$/, "")
    .slice(0, 300);
}
