import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Host, runYardmaster } from "@yardmaster/cli";
import { type CheckText, type GitContent, nodeFiles, nodeGit } from "@yardmaster/compiler";
import type { Files } from "@yardmaster/core";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly files?: Partial<Files>;
  readonly git?: GitContent;
  readonly checkText?: CheckText;
  /** What somebody at the terminal answers, in order; undefined for Ctrl-C. Without it, there is nobody to ask. */
  readonly answers?: readonly (string | undefined | (() => string))[];
  /** Shows in `stderr` what is said of types that were not checked; tests of it alone ask for that. */
  readonly showsTypes?: boolean;
  /** 2026-11-22T12:00:00Z unless given. */
  readonly now?: Date;
  /** In place of `now`. */
  readonly clock?: () => Date;
  /** Whose runs are remembered; nobody's unless given. */
  readonly program?: string;
  /** What calls again and again; nothing unless given. */
  readonly every?: Host["every"];
  /** What tells of changes; nothing unless given. */
  readonly watch?: Host["watch"];
  /** What programs of other people say of their version, by name; without it none is installed. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Of the Node that runs this; not known unless given. */
  readonly nodeVersion?: string;
  /** False bundles the language with the sources, in place of taking it as the build has bundled it. */
  readonly isPrebuilt?: boolean;
}

export interface RunResult {
  readonly code: number;
  /** With the root's path as `<root>`. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestRepository {
  readonly root: string;
  readonly write: (path: string, text: string | Uint8Array) => void;
  readonly remove: (path: string) => void;
  readonly read: (path: string) => string;
  /** Every file with its content, but for the sources, package.json and node_modules. */
  readonly made: () => Readonly<Record<string, string>>;
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<RunResult>;
  readonly dispose: () => void;
}

/** Says nothing about any text; tests of GitHub's parser leave it out. */
export const acceptAll: CheckText = async () => [];

export function makeRepository(content: Readonly<Record<string, string>>): TestRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-test-")));
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(content)) write(path, text);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  return {
    root,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    read: (path) => readFileSync(join(root, path), "utf8"),
    made: () => {
      const paths = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((path) => !/^(?:workflows-src|node_modules)\/|^package\.json$/.test(path))
        .sort();
      return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
    },
    run: (argv, options = {}) => run(root, argv, options),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function run(root: string, argv: readonly string[], options: RunOptions): Promise<RunResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const shown = (texts: readonly string[]) => texts.join("").replaceAll(root, "<root>");
  const { cwd = root, env = {}, isTerminal = false, files = {}, checkText = acceptAll } = options;
  const { now = new Date("2026-11-22T12:00:00Z") } = options;
  const host = {
    cwd,
    env,
    stdout: { write: (text: string) => void stdout.push(text), isTerminal },
    stderr: { write: (text: string) => void stderr.push(text), isTerminal },
    files: { ...nodeFiles, ...files },
    git: options.git ?? nodeGit(process.env),
    now: options.clock ?? (() => now),
    program: options.program,
    watch: options.watch,
    every: options.every,
    nodeVersion: options.nodeVersion,
    programVersion: async (name: string) => options.programs?.[name],
    prebuiltFolder:
      options.isPrebuilt !== false ? fileURLToPath(new URL("../../packages/cli/dist", import.meta.url)) : undefined,
  };
  const answers = options.answers && [...options.answers];
  const ask = async (question: string) => {
    host.stderr.write(question);
    const answer = answers?.shift();
    return typeof answer === "function" ? answer() : answer;
  };
  const code = await runYardmaster(argv, answers ? { ...host, ask } : host, checkText);
  const said = shown(stderr);
  const isSaid = options.showsTypes === true;
  return { code, stdout: shown(stdout), stderr: isSaid ? said : said.replace(/^Types were not checked: .*\n/gm, "") };
}

/** A module that exports one small workflow as plain data. */
export function workflowSource(id: string, on = "push", extra = ""): string {
  return `export const made = {
  yardmaster: "workflow", id: ${JSON.stringify(id)}, comments: [], header: [], diagnostics: [], origins: [],
  model: { on: ${JSON.stringify(on)}, jobs: { a: { "runs-on": "ubuntu-24.04", steps: [{ run: "true" }] } } },
  ...{${extra}},
};
`;
}

/** What {@link workflowSource} comes to, below the header. */
export function workflowBody(on = "push"): string {
  return `
on: ${on}

jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: "true"
`;
}

export function dataSource(id: string, value: unknown): string {
  return `export const made = {
  yardmaster: "data", id: ${JSON.stringify(id)}, value: ${JSON.stringify(value)}, diagnostics: [], origins: [],
};
`;
}

export function header(source: string): string {
  return `# Generated by yardmaster 0.1.0 from ${source}. Do not edit: change the source and run \`npx yardmaster gen\`.
`;
}
