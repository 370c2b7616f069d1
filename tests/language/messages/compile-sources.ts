import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface CompileError {
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What an author sees first. */
  readonly message: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const timeoutMilliseconds = 60_000;

/** Type-checks sources by name, in one run. Their relative imports resolve as from tests/types. */
export function compileSources(sources: ReadonlyMap<string, string>): readonly CompileError[] {
  // Below node_modules, so that the packages of the workspace resolve and no tool takes the files for its own.
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "messages-"));
  const tests = join(folder, "tests/types");
  try {
    mkdirSync(tests, { recursive: true });
    for (const [name, text] of sources) writeFileSync(join(tests, name), text);
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { rootDirs: [root, folder], noUnusedLocals: false, noUnusedParameters: false },
      files: [...sources.keys()].map((name) => `tests/types/${name}`),
      include: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const result = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"], {
      cwd: folder,
      encoding: "utf8",
      timeout: timeoutMilliseconds,
      maxBuffer: 16 * 1024 * 1024,
    });
    const errors = [...result.stdout.matchAll(/^tests\/types\/([^(\n]*)\((\d+),(\d+)\): error TS\d+: (.*)$/gm)];
    if (result.error || (result.status !== 0 && errors.length === 0)) {
      throw new Error(`tsc left with exit code ${result.status}: ${result.stdout}${result.stderr}`);
    }
    return errors.map(([, file = "", line, column, message = ""]) => ({
      file,
      line: Number(line),
      column: Number(column),
      message,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
