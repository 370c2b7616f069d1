import { isAbsolute, join, relative } from "node:path";
import { overlayFiles } from "@yardmaster/compiler/host";
import { FileError, type Files } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import type { RunProgram } from "../command.ts";
import type { McpTool, ToolArguments } from "./tools.ts";

export interface ToolAnswer {
  readonly code: ExitCode;
  /** What the command printed as JSON; undefined where it refused what it was given. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** What it said beside. */
  readonly commentary: string;
}

/** Runs a command as an agent asks for it. @param host of the server; its working directory bounds what is named. */
export async function runTool(tool: McpTool, given: ToolArguments, host: Host, run: RunProgram): Promise<ToolAnswer> {
  const outside = pathsIn(given).find((path) => !isWithin(path, host));
  if (outside !== undefined) {
    const commentary = `${JSON.stringify(outside)} is outside ${host.cwd}: name files below it, with their paths from there.`;
    return { code: exitCodes.usage, json: undefined, commentary };
  }
  const stdout: string[] = [];
  const stderr: string[] = [];
  const texts = new Map(textsIn(given).map(({ path, text }) => [path, text]));
  const { workers, program: _remembered, ask: _ask, ...rest } = host;
  const files = texts.size > 0 ? overlayFiles(host.files, host.cwd, texts) : host.files;
  const code = await run([...withFormat(tool.argv(given))], {
    ...rest,
    env: { ...host.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    stdout: { write: (text) => void stdout.push(text), isTerminal: false },
    stderr: { write: (text) => void stderr.push(text), isTerminal: false },
    files: tool.writes ? files : unwritable(files),
    // Threads of their own read the disk.
    ...(texts.size > 0 || !workers ? {} : { workers }),
  });
  return { code, json: readObject(stdout.join("")), commentary: stderr.join("") };
}

/** Before the operands. */
function withFormat([command = "", ...rest]: readonly string[]): readonly string[] {
  return [command, "--format", "json", ...rest];
}

function textsIn({ texts }: ToolArguments): readonly { readonly path: string; readonly text: string }[] {
  return (texts ?? []) as readonly { readonly path: string; readonly text: string }[];
}

/** All that names a file. */
function pathsIn(given: ToolArguments): readonly string[] {
  const lists = [given.paths, given.files].flatMap((list) => (list ?? []) as readonly string[]);
  const single = [given.facts, given.outputs].filter((path) => typeof path === "string");
  return [...lists, ...single, ...textsIn(given).map(({ path }) => path)];
}

/** Whether a path is one below the root, whatever links lie on its way. */
function isWithin(path: string, { cwd, files }: Host): boolean {
  if (isAbsolute(path) || /^[A-Za-z]:|\\|\0/.test(path)) return false;
  if (!isBelow(join(cwd, path), cwd)) return false;
  const root = files.readNow(cwd)?.realPath ?? cwd;
  const parts = path.split("/");
  // Of what is not there yet, the folder that would hold it.
  return parts.every((_, index) => {
    const found = files.readNow(join(cwd, ...parts.slice(0, index + 1)));
    return found === undefined || isBelow(found.realPath, root);
  });
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way));
}

/** Files for tools that only read: what would write is refused, whatever a command means to do. */
function unwritable(files: Files): Files {
  const refuse = (operation: string) => async (path: string) => {
    throw new FileError(operation, path, "this server only reads: start it with `--write`");
  };
  return {
    ...files,
    makeFolder: refuse("make the folder"),
    create: refuse("create"),
    rename: refuse("rename"),
    remove: refuse("remove"),
    keep: () => {},
    recall: () => undefined,
  };
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
