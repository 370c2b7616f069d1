import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export const actionlintVersion = "1.7.12";
export const zizmorVersion = "1.32.0";

/** Programs, or one sentence that says what is missing. */
export type Linters = { readonly actionlint: string; readonly zizmor: string } | { readonly missing: string };

const installTimeoutMilliseconds = 240_000;

/**
 * Finds both linters at the pinned versions below a cache folder, and installs what is not there: actionlint with
 * `go install`, zizmor with `pip` into a virtual environment.
 */
export function installLinters(cacheFolder: string): Linters {
  const actionlintFolder = join(cacheFolder, `actionlint-${actionlintVersion}`);
  const actionlint = join(actionlintFolder, "actionlint");
  if (!answers(actionlint, ["-version"], actionlintVersion)) {
    mkdirSync(actionlintFolder, { recursive: true });
    const module = `github.com/rhysd/actionlint/cmd/actionlint@v${actionlintVersion}`;
    const failure = run("go", ["install", module], { GOBIN: actionlintFolder, GOFLAGS: "" });
    if (failure) return { missing: `actionlint ${actionlintVersion} needs Go to be installed from source: ${failure}` };
  }
  const zizmorFolder = join(cacheFolder, `zizmor-${zizmorVersion}`);
  const zizmor = join(zizmorFolder, "bin", "zizmor");
  if (!answers(zizmor, ["--version"], zizmorVersion)) {
    rmSync(zizmorFolder, { recursive: true, force: true });
    const failure =
      run("python3", ["-m", "venv", zizmorFolder], {}) ??
      run(join(zizmorFolder, "bin", "pip"), ["install", "--quiet", "--no-deps", `zizmor==${zizmorVersion}`], {});
    if (failure) return { missing: `zizmor ${zizmorVersion} needs Python with pip and venv: ${failure}` };
  }
  return { actionlint, zizmor };
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
