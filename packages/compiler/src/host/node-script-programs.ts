import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";
import type { ScriptComment, ScriptComments, ScriptPrograms } from "./script-programs.ts";

const timeoutMilliseconds = 60_000;
const scriptsAtOnce = 100;

/**
 * What cannot be judged where an expression is masked (SC2050, SC2157, SC2194, SC2043), where variables come from `env`
 * (SC2153, SC2154), where files are not there (SC1091), and of `cd`, since the runner ends a script that fails (SC2164).
 */
const excluded = "SC1091,SC2194,SC2050,SC2153,SC2154,SC2157,SC2043,SC2164";

/** @param env of the whole process: PATH. */
export function nodeScriptPrograms(env: Readonly<Record<string, string | undefined>>): ScriptPrograms {
  return {
    shellcheck: (scripts, shell) =>
      inFolder(scripts, ".sh", async (folder, names) => {
        const options = ["--norc", "--format=json1", `--shell=${shell}`, `--exclude=${excluded}`];
        const outputs = await inParts(names, (part) => run("shellcheck", [...options, ...part], folder, env));
        return outputs && readShellcheck(outputs, names);
      }),
    pyflakes: (scripts) =>
      inFolder(scripts, ".py", async (folder, names) => {
        const outputs = await inParts(names, (part) => run("pyflakes", part, folder, env));
        return outputs && readPyflakes(outputs, names);
      }),
  };
}

async function inFolder<T>(
  scripts: readonly string[],
  ending: string,
  judge: (folder: string, names: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "yardmaster-scripts-"));
  try {
    const names = scripts.map((_, index) => `${index}${ending}`);
    await Promise.all(names.map((name, index) => writeFile(join(folder, name), scripts[index] ?? "")));
    return await judge(folder, names);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns undefined as soon as one fails. */
async function inParts(
  names: readonly string[],
  judge: (part: readonly string[]) => Promise<string | undefined>,
): Promise<readonly string[] | undefined> {
  const outputs: string[] = [];
  for (let start = 0; start < names.length; start += scriptsAtOnce) {
    const output = await judge(names.slice(start, start + scriptsAtOnce));
    if (output === undefined) return undefined;
    outputs.push(output);
  }
  return outputs;
}

/** @returns undefined when the program cannot be started or fails; both end with 1 when they say something. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const options = { cwd, env: { ...env, SHELLCHECK_OPTS: "" }, timeoutMilliseconds };
  return (await runProgram(program, args, [0, 1], options))?.toString("utf8");
}

function readShellcheck(outputs: readonly string[], names: readonly string[]): readonly ScriptComments[] | undefined {
  const found = new Map(names.map((name): [string, ScriptComment[]] => [name, []]));
  try {
    for (const output of outputs) {
      const { comments } = JSON.parse(output) as {
        comments: readonly (ScriptComment & { file: string; code: number })[];
      };
      for (const { file, line, column, endLine, endColumn, level, code, message } of comments) {
        found.get(file)?.push({ line, column, endLine, endColumn, level, code: `SC${code}`, message });
      }
    }
  } catch {
    return undefined;
  }
  return names.map((name) => found.get(name) ?? []);
}

/** `file:line:column: message`, and `file:line: message` of older versions. */
function readPyflakes(outputs: readonly string[], names: readonly string[]): readonly ScriptComments[] {
  const found = new Map(names.map((name): [string, ScriptComment[]] => [name, []]));
  for (const text of outputs.join("\n").split("\n")) {
    const [, file = "", line = "1", column = "1", message = ""] =
      /^(\d+\.py):(\d+):(?:(\d+):?)? (.*)$/.exec(text) ?? [];
    const [at, from] = [Number(line), Number(column)];
    found.get(file)?.push({ line: at, column: from, endLine: at, endColumn: from + 1, level: "warning", message });
  }
  return names.map((name) => found.get(name) ?? []);
}
