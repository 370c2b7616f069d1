import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface CompilerError {
  /** As it was given. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Such as `TS2322`. */
  readonly code: string;
  /** Without the code; further lines give the reasons, innermost last. */
  readonly message: string;
}

const timeoutMilliseconds = 120_000;

/**
 * Type-checks files in one run of the compiler, under the repository's own settings. Their relative imports resolve as
 * from the repository's root, too.
 * @param folder below the repository's `node_modules`, so that packages resolve and no tool takes the files for sources.
 * @throws when the compiler fails without naming an error.
 */
export function runCompiler(root: string, folder: string, files: readonly string[]): readonly CompilerError[] {
  const result = spawnSync(process.execPath, prepare(root, folder, files), {
    cwd: folder,
    encoding: "utf8",
    timeout: timeoutMilliseconds,
    maxBuffer: 64 * 1024 * 1024,
  });
  return readErrors(result.stdout, result.stderr, result.error ? null : result.status);
}

/** The same beside other work. */
export function startCompiler(
  root: string,
  folder: string,
  files: readonly string[],
): Promise<readonly CompilerError[]> {
  const options = { cwd: folder, timeout: timeoutMilliseconds };
  const started = spawn(process.execPath, prepare(root, folder, files), options);
  const said = { out: "", error: "" };
  started.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  started.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.error += text;
  });
  return new Promise((resolve, reject) => {
    started.on("error", reject);
    started.on("close", (status) => {
      try {
        resolve(readErrors(said.out, said.error, status));
      } catch (error) {
        reject(error);
      }
    });
  });
}

function prepare(root: string, folder: string, files: readonly string[]): readonly string[] {
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { rootDirs: [root, folder], noUnusedLocals: false, noUnusedParameters: false },
    files,
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  return [compiler, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"];
}

function readErrors(out: string, error: string, status: number | null): readonly CompilerError[] {
  const errors = [...out.matchAll(/^(\S[^(\n]*)\((\d+),(\d+)\): error (TS\d+): (.*(?:\n[ \t]+.*)*)/gm)];
  if (status === null || (status !== 0 && errors.length === 0)) {
    throw new Error(`tsc left with exit code ${status}: ${out}${error}`);
  }
  return errors.map(([, file = "", line, column, code = "", message = ""]) => ({
    file,
    line: Number(line),
    column: Number(column),
    code,
    message,
  }));
}
