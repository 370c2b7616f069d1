import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { type CompilerError, runCompiler } from "../compile-modules/run-compiler.ts";

/** What a program of the product said and did. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository of its own with one case as its only source. */
export interface CaseRepository {
  /** The folder of the case, as it was given. */
  readonly given: string;
  readonly root: string;
  readonly run: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
  /** By TypeScript under this repository's settings, of the source. */
  readonly typeErrors: () => readonly CompilerError[];
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly exists: (path: string) => boolean;
  /** A generated workflow as data. */
  // biome-ignore lint/suspicious/noExplicitAny: the judges look into YAML of any shape, and fail where it has another.
  readonly workflow: (id: string) => any;
}

/** @returns what did not come out as expected, a sentence each. */
export type Judge = (repository: CaseRepository) => Promise<readonly string[]>;

export const sourceFile = "workflows-src/case.workflow.ts";

/** Lines of the case's source to which types or findings object, from 1. */
export async function complaints(repository: CaseRepository): Promise<ReadonlySet<number>> {
  const { stdout } = await repository.run(["check", "--format", "json"]);
  const { findings } = JSON.parse(stdout) as {
    findings: { file?: string; line?: number; source?: { line: number } }[];
  };
  const found = findings.flatMap(({ source, line }) => source?.line ?? line ?? []);
  return new Set([...found, ...repository.typeErrors().map(({ line }) => line)]);
}

export async function runCase(root: string, given: string, judge: Judge): Promise<readonly string[]> {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "case-"));
  try {
    const repository = openRepository(root, given, folder);
    return await judge(repository);
  } catch (error) {
    return [`the judge could not go on: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function openRepository(root: string, given: string, folder: string): CaseRepository {
  const at = (path: string) => join(folder, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  for (const path of ["generated/actions.ts", "workflows-src/actions.lock.json"]) {
    mkdirSync(dirname(at(path)), { recursive: true });
    copyFileSync(join(root, path), at(path));
  }
  write("package.json", '{ "private": true, "type": "module" }\n');
  const source = join(given, "case.workflow.ts");
  if (existsSync(source)) copyFileSync(source, at(sourceFile));
  const program = join(root, "packages/cli/dist/yardmaster.mjs");
  return {
    given,
    root: folder,
    run: (argv, env = {}) => runProgram(program, argv, folder, env),
    typeErrors: () => runCompiler(root, folder, [sourceFile]),
    read: (path) => readFileSync(at(path), "utf8"),
    write,
    exists: (path) => existsSync(at(path)),
    workflow: (id) => parse(readFileSync(at(`.github/workflows/${id}.yml`), "utf8")),
  };
}

function runProgram(
  program: string,
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  return new Promise((ended) => {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.on("close", (code) => ended({ code, stdout, stderr }));
  });
}
