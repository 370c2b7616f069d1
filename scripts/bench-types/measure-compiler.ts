import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Measurement {
  readonly checkSeconds: number;
  readonly totalSeconds: number;
  readonly instantiations: number;
}

const timeoutMilliseconds = 300_000;

/**
 * One run of the compiler over the modules of a folder.
 * @param singleThreaded makes the instantiations a function of the modules: otherwise each of the compiler's threads
 * counts what it shares with others again.
 * @throws when the modules do not compile.
 */
export function measureCompiler(root: string, folder: string, { singleThreaded = false } = {}): Measurement {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const config = { extends: join(root, "tsconfig.json"), files, include: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const threads = singleThreaded ? ["--singleThreaded"] : [];
  const result = spawnSync(
    process.execPath,
    [compiler, "--noEmit", "--extendedDiagnostics", "--pretty", "false", ...threads, "-p", "tsconfig.json"],
    {
      cwd: folder,
      encoding: "utf8",
      timeout: timeoutMilliseconds,
    },
  );
  if (result.status !== 0)
    throw new Error(`tsc left with exit code ${result.status}: ${result.stdout.slice(0, 2000)}${result.stderr}`);
  const figure = (name: string): number => {
    const value = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(result.stdout)?.[1];
    if (value === undefined) throw new Error(`tsc says nothing of its ${name}.`);
    return Number(value);
  };
  return {
    checkSeconds: figure("Check time"),
    totalSeconds: figure("Total time"),
    instantiations: figure("Instantiations"),
  };
}
