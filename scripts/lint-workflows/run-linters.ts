import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LintFinding, LintResult } from "./lint-finding.ts";

const lintTimeoutMilliseconds = 60_000;

interface ActionlintError {
  readonly message: string;
  readonly filepath: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
}

/**
 * Without shellcheck and pyflakes: findings must not depend on what else a machine has.
 * @throws Error when the program fails or prints something else than its JSON.
 */
export function runActionlint(program: string, root: string, files: readonly string[]): LintResult {
  const lint = (config: string): LintFinding[] => {
    const options = ["-shellcheck=", "-pyflakes=", "-config-file", config, "-format", "{{json .}}"];
    const errors = readJson<ActionlintError[] | null>(program, [...options, ...files], root, [0, 1]);
    return (errors ?? []).map(({ filepath, line, column, kind, message }) => ({
      tool: "actionlint",
      file: filepath.replaceAll("\\", "/"),
      line,
      column,
      rule: kind,
      message,
    }));
  };
  const own = ".github/actionlint.yaml";
  const raw = lint("/dev/null");
  return { findings: existsSync(join(root, own)) ? lint(own) : raw, raw };
}

interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly {
    readonly symbolic: {
      readonly key: { readonly Local: { readonly verbatim_path: string } };
      readonly annotation: string;
      readonly kind: string;
    };
    readonly concrete: {
      /** Both from 0. */
      readonly location: { readonly start_point: { readonly row: number; readonly column: number } };
    };
  }[];
}

/**
 * Offline: what it says must not change with the day or with a token.
 * @throws Error when the program fails or prints something else than its JSON.
 */
export function runZizmor(program: string, root: string): LintResult {
  const lint = (options: readonly string[]): LintFinding[] => {
    const common = ["--offline", "--no-progress", "--no-exit-codes", "--strict-collection", "--format", "json-v1"];
    const found = readJson<ZizmorFinding[]>(program, [...common, ...options, ".github"], root, [0]);
    return found.map((finding) => {
      const location = finding.locations.find((each) => each.symbolic.kind === "Primary") ?? finding.locations[0];
      if (!location) throw new Error(`zizmor reports ${finding.ident} without a place.`);
      const { row, column } = location.concrete.location.start_point;
      return {
        tool: "zizmor",
        file: location.symbolic.key.Local.verbatim_path.replace(/^\.\//, ""),
        line: row + 1,
        column: column + 1,
        rule: finding.ident,
        message: `${finding.desc}: ${location.symbolic.annotation}`,
      };
    });
  };
  return { findings: lint(["--config", ".github/zizmor.yml"]), raw: lint(["--no-config", "--no-ignores"]) };
}

function readJson<T>(program: string, options: readonly string[], cwd: string, exitCodes: readonly number[]): T {
  const result = spawnSync(program, options, { cwd, encoding: "utf8", timeout: lintTimeoutMilliseconds });
  if (result.error) throw result.error;
  if (!exitCodes.includes(result.status ?? -1)) {
    throw new Error(`${program} left with exit code ${result.status}: ${result.stderr.trim()}`);
  }
  return JSON.parse(result.stdout) as T;
}
