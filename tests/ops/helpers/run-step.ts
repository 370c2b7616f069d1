import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** One call of a program that a script made. */
export interface Call {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface StepRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly Call[];
  /** Files of the working folder with their content, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** What the script wrote for the runner. */
  readonly commandFiles: Readonly<Record<CommandFile, string>>;
  readonly eventPath: string;
}

export interface StepOptions {
  /** Shell text by program, run after the call is recorded. */
  readonly stubs?: Readonly<Record<string, string>>;
}

const commandFileNames = ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] as const;
type CommandFile = (typeof commandFileNames)[number];

/** What may be called: everything else is unknown to the shell, so a script that calls more fails. */
const stubbed = ["bash", "git", "node", "npm", "npx"];
const real = ["cat", "touch"];

/** What stands in the working folder before a step: something for a stray `*` to find, and what earlier steps made. */
export const workingFiles: Readonly<Record<string, string>> = {
  "a.txt": "",
  "artifacts/release-notes/release-notes.md": "# Notes\n\n::error::not a command in a summary\n",
  "b.txt": "",
};

/**
 * Runs a script as GitHub runs a `run` step with `shell: bash`. The programs that it calls record their arguments and
 * environment and do nothing. The folder's name has a blank in it, so that unquoted paths come apart.
 */
export function runStep(script: string, env: Readonly<Record<string, string>>, options: StepOptions = {}): StepRun {
  const root = mkdtempSync(join(tmpdir(), "yardmaster step-"));
  try {
    const work = join(root, "work");
    for (const [path, text] of Object.entries(workingFiles)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    const scriptPath = join(root, "script.sh");
    const eventPath = join(root, "event.json");
    const callsPath = join(root, "calls");
    const commandPaths = commandFileNames.map((name) => [name, join(root, name)] as const);
    for (const path of [callsPath, eventPath, ...commandPaths.map(([, path]) => path)]) writeFileSync(path, "");
    writeFileSync(scriptPath, script);
    const result = spawnSync(findProgram("bash"), ["--noprofile", "--norc", "-eo", "pipefail", scriptPath], {
      cwd: work,
      timeout: 20_000,
      encoding: "utf8",
      env: {
        ...env,
        ...Object.fromEntries(commandPaths),
        GITHUB_EVENT_PATH: eventPath,
        PATH: makePrograms(root, callsPath, options.stubs ?? {}),
      },
    });
    if (result.error) throw result.error;
    const written = commandPaths.map(([name, path]) => [name, readFileSync(path, "utf8")] as const);
    return {
      exitCode: result.status,
      stdout: result.stdout,
      stderr: result.stderr,
      calls: parseCalls(readFileSync(callsPath, "utf8")),
      files: readTree(work),
      commandFiles: Object.fromEntries(written) as Record<CommandFile, string>,
      eventPath,
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function makePrograms(root: string, callsPath: string, bodies: Readonly<Record<string, string>>): string {
  const folder = join(root, "bin");
  mkdirSync(folder);
  for (const name of real) symlinkSync(findProgram(name), join(folder, name));
  for (const name of stubbed) {
    const path = join(folder, name);
    const record = [
      `#!${findProgram("bash")} -p`,
      `calls='${callsPath}'`,
      `printf '%s\\0' ${name} "$#" "$@" >> "$calls"`,
      `'${findProgram("env")}' -0 >> "$calls"`,
      `printf '\\0' >> "$calls"`, // no entry of an environment is empty
    ];
    writeFileSync(path, `${[...record, bodies[name] ?? ""].join("\n")}\n`);
    chmodSync(path, 0o755);
  }
  return folder;
}

function parseCalls(text: string): readonly Call[] {
  const fields = text.split("\0");
  const calls: Call[] = [];
  for (let at = 0; at < fields.length - 1; ) {
    const count = Number(fields[at + 1]);
    const end = fields.indexOf("", at + 2 + count);
    const env = fields.slice(at + 2 + count, end).map((entry) => {
      const split = entry.indexOf("=");
      return [entry.slice(0, split), entry.slice(split + 1)] as const;
    });
    calls.push({
      program: fields[at] ?? "",
      arguments: fields.slice(at + 2, at + 2 + count),
      env: Object.fromEntries(env),
    });
    at = end + 1;
  }
  return calls;
}

function readTree(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

function findProgram(name: string): string {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next folder may have it.
    }
  }
  throw new Error(`There is no ${name} on this machine.`);
}
