import {
  type Computable,
  fitsShellScripts,
  isMap,
  type ModelPath,
  matrixLegs,
  speaksLanguage,
  splitTemplate,
  type Value,
  type ValueMap,
  valueAt,
} from "@yardmaster/core";
import type { ImportedFile } from "../writing/import-plan.ts";

/** A template of the language for scripts of a step's shell. */
export type ScriptTemplate = "sh" | "pwsh" | "py";

/**
 * The template for the shell that a step states or is known to have; undefined where there is none, or where it would
 * state a shell that the YAML does not.
 * @param fitsShell whether a step that states none is known to run shell scripts.
 */
export function templateOf(shell: Value | undefined, fitsShell: boolean): ScriptTemplate | undefined {
  if (shell === undefined) return fitsShell ? "sh" : undefined;
  if (typeof shell !== "string" || shell.includes("${{")) return undefined;
  const spoken = templates.filter(([language]) => speaksLanguage(shell, language));
  // A command line that names no interpreter is taken for every language.
  return spoken.length === 1 ? spoken[0]?.[1] : undefined;
}

const templates = [
  ["shell", "sh"],
  ["PowerShell", "pwsh"],
  ["Python", "py"],
] as const;

/** What a template states by itself. */
export const ownShells: Readonly<Partial<Record<ScriptTemplate, string>>> = { pwsh: "pwsh", py: "python" };

/**
 * Whether the language adds no `shell` to a shell script of a list of steps. Those of an action have no default.
 * @param path of the list.
 */
export function jobFitsShell(path: ModelPath, { kind, model }: ImportedFile): boolean {
  const job = valueAt(path.slice(0, -1), model);
  if (kind === "action" || !isMap(job)) return false;
  const legs = isMap(job.strategy) ? job.strategy.matrix : undefined;
  const { shell } = defaultShell(job) ?? defaultShell(model) ?? {};
  return fitsShellScripts({
    shell: shell === undefined ? undefined : computable(shell),
    hasContainer: job.container !== undefined && job.container !== null,
    runsOn: computable(job["runs-on"]),
    legs: legs === undefined ? undefined : matrixLegs(legs),
  });
}

/** A job's `defaults.run` replaces the workflow's as a whole. */
function defaultShell({ defaults }: ValueMap): { readonly shell: Value | undefined } | undefined {
  if (!isMap(defaults) || !isMap(defaults.run)) return undefined;
  const { shell } = defaults.run;
  return { shell: shell === "" || shell === null ? undefined : shell };
}

function computable(value: Value | undefined): Computable {
  const [only, ...others] = typeof value === "string" && value.includes("${{") ? (splitTemplate(value) ?? []) : [];
  return typeof only === "object" && others.length === 0 ? { expression: only } : { value };
}
