import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Compiler } from "./find-compiler.ts";

export interface CompilerRun {
  /** Undefined when the program was ended by a signal or could not be started. */
  readonly code: number | undefined;
  readonly output: string;
}

export interface CompilerJob {
  /** Absolute, as all that follows. */
  readonly root: string;
  readonly configuration: string;
  readonly files: readonly string[];
  /** A pattern for declarations that no file imports. */
  readonly ambient: string;
}

/** Of texts that are not on the disk. */
export interface CompilerTextsJob extends CompilerJob {
  /** Those of the texts that are checked, with all that they import. */
  readonly modules: readonly string[];
  /** In place of the configuration's. */
  readonly options: object;
}

const timeoutMilliseconds = 300_000;

/**
 * Type-checks files under the settings of a configuration. Another configuration, which extends it, stands in a folder of
 * its own below `node_modules` while the compiler runs: it names the files, and switches off what would write.
 */
export function runCompiler({ modulesFolder, program }: Compiler, job: CompilerJob): Promise<CompilerRun> {
  return inFolder(modulesFolder, (folder) => runIn(folder, program, { ...job, options: {}, cwd: job.root }));
}

/**
 * Type-checks texts as if they were files of the project: they lie in that folder of its own meanwhile, and what they
 * import of files that are not among them comes from the root.
 * @param texts by their paths from the root.
 * @param act is given what the compiler said, and the folder from which it names the texts.
 */
export function runCompilerOnTexts<T>(
  { modulesFolder, program }: Compiler,
  { modules, ...job }: CompilerTextsJob,
  texts: ReadonlyMap<string, string>,
  act: (run: CompilerRun, folder: string) => T,
): Promise<T> {
  return inFolder(modulesFolder, async (folder) => {
    for (const [path, text] of texts) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const files = [...job.files, ...modules.map((path) => join(folder, path))];
    const options = { ...job.options, rootDirs: [folder, job.root] };
    return act(await runIn(folder, program, { ...job, files, options, cwd: folder }), folder);
  });
}

async function inFolder<T>(modulesFolder: string, act: (folder: string) => Promise<T>): Promise<T> {
  const cache = join(modulesFolder, ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await realpath(await mkdtemp(join(cache, "yardmaster-types-")));
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(
  folder: string,
  program: string,
  job: CompilerJob & { readonly options: object; readonly cwd: string },
): Promise<CompilerRun> {
  const config = {
    extends: job.configuration,
    compilerOptions: { noEmit: true, composite: false, incremental: false, rootDir: null, ...job.options },
    files: job.files,
    include: [job.ambient],
    exclude: [],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  return run(program, ["--pretty", "false", "-p", join(folder, "tsconfig.json")], job.cwd);
}

function run(program: string, given: readonly string[], cwd: string): Promise<CompilerRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...given], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMilliseconds,
    });
    const output: Buffer[] = [];
    const keep = (chunk: Buffer): void => void output.push(chunk);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const finish = (code: number | undefined, more = ""): void =>
      resolve({ code, output: Buffer.concat(output).toString("utf8") + more });
    child.on("error", (error) => finish(undefined, error.message));
    child.on("close", (code, signal) => finish(code ?? undefined, signal === null ? "" : `It was ended by ${signal}.`));
  });
}
