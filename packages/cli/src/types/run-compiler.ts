import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Compiler } from "./find-compiler.ts";

export interface CompilerRun {
  /** Undefined when the program was ended by a signal or could not be started. */
  readonly code: number | undefined;
  readonly output: string;
}

const timeoutMilliseconds = 300_000;

/**
 * Type-checks files under the settings of a configuration. Another configuration, which extends it, stands in a folder of
 * its own below `node_modules` while the compiler runs: it names the files, and switches off what would write.
 * @param files absolute.
 */
export async function runCompiler(
  { modulesFolder, program }: Compiler,
  root: string,
  configuration: string,
  files: readonly string[],
  ambient: string,
): Promise<CompilerRun> {
  const cache = join(modulesFolder, ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "yardmaster-types-"));
  try {
    const config = {
      extends: configuration,
      compilerOptions: { noEmit: true, composite: false, incremental: false, rootDir: null },
      files,
      include: [ambient],
      exclude: [],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    return await run(program, ["--pretty", "false", "-p", join(folder, "tsconfig.json")], root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
