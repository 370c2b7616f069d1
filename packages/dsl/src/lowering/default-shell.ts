import { type Computable, fitsShellScripts, matrixLegs, type Value, type ValueMap } from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { openKeys } from "../author/open-keys.ts";
import { plainValue } from "../values/plain-value.ts";

/**
 * Whether a job's steps that state no `shell` are known to run a shell script as it is meant.
 * @param workflow what of the workflow is known, as plain data.
 */
export function jobFitsShellScripts(job: Readonly<Record<string, unknown>>, workflow: ValueMap): boolean {
  const keys = openKeys(job);
  const shell = defaultShell(keys.defaults, workflow.defaults);
  const matrix = member(bareValue(keys.strategy), "matrix");
  return fitsShellScripts({
    shell: shell === undefined ? undefined : computable(shell),
    hasContainer: keys.container !== undefined && keys.container !== null,
    runsOn: computable(keys["runs-on"]),
    legs: matrix === undefined ? undefined : matrixLegs(plainValue(matrix)),
  });
}

/** A job's `defaults.run` replaces the workflow's as a whole. Source: actions/runner, `JobExtension.InitializeJob`. */
function defaultShell(job: unknown, workflow: Value | undefined): unknown {
  const own = bareValue(member(bareValue(job), "run"));
  const run = own === undefined || own === null ? member(workflow, "run") : own;
  const shell = bareValue(member(run, "shell"));
  return shell === "" || shell === null ? undefined : shell;
}

function computable(value: unknown): Computable {
  const expression = expressionOf(bareValue(value));
  return expression ? { expression } : { value: plainValue(value) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
