import { spawnSync } from "node:child_process";
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
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { rootDirs: [root, folder], noUnusedLocals: false, noUnusedParameters: false },
    files,
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const result = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"], {
    cwd: folder,
    encoding: "utf8",
    timeout: timeoutMilliseconds,
    maxBuffer: 64 * 1024 * 1024,
  });
  const errors = [...result.stdout.matchAll(/^(\S[^(\n]*)\((\d+),(\d+)\): error (TS\d+): (.*(?:\n[ \t]+.*)*)/gm)];
  if (result.error || (result.status !== 0 && errors.length === 0)) {
    throw new Error(`tsc left with exit code ${result.status}: ${result.stdout}${result.stderr}`);
  }
  return errors.map(([, file = "", line, column, code = "", message = ""]) => ({
    file,
    line: Number(line),
    column: Number(column),
    code,
    message,
  }));
}
