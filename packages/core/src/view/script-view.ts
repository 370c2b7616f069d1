import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap } from "../model/model.ts";
import { hostedRunnerSystem, type RunnerSystem } from "../platform/runner-facts.ts";
import type { ShellScript } from "../scripts/shell-command.ts";
import { readShellScript } from "../scripts/shell-script.ts";
import { asMap, textsIn } from "../targets/adaptation.ts";

/** The text of a `run` and what reads it. */
export interface ScriptView {
  readonly path: ModelPath;
  readonly text: string;
  /** By name, without options; undefined where it cannot be known: an expression, or the default of an unknown system. */
  readonly shell: ScriptShell | undefined;
  /** The commands of a script for `bash` or `sh`, which are read when they are first asked for. */
  readonly shellScript: ShellScript | undefined;
}

/** `sh` and `bash` read one language, `pwsh` and `powershell` another. `other`: a command line of the author's own. */
export type ScriptShell = "bash" | "sh" | "pwsh" | "powershell" | "cmd" | "python" | "other";

export function viewScript(text: string, path: ModelPath, shell: ScriptShell | undefined): ScriptView {
  const isShell = shell === "bash" || shell === "sh";
  let shellScript: ShellScript | undefined;
  return {
    path,
    text,
    shell,
    get shellScript() {
      if (isShell) shellScript ??= readShellScript(text);
      return shellScript;
    },
  };
}

/**
 * The shell of a step: its own, else the default of its job or workflow, else that of the system.
 * Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`.
 * @param around the job and then the workflow.
 */
export function shellOf(step: ValueMap, around: readonly ValueMap[]): ScriptShell | undefined {
  const stated = [step.shell, ...around.map(({ defaults }) => asMap(asMap(defaults)?.run)?.shell)];
  const shell = stated.find((value) => value !== undefined);
  if (typeof shell === "string") return namedShell(shell);
  const [job] = around;
  if (shell !== undefined || !job) return undefined;
  if (job.container !== undefined) return "sh";
  const system = runnerSystem(job["runs-on"]);
  if (system === undefined) return undefined;
  return system === "windows" ? "pwsh" : "bash";
}

/** The system that a job runs on, by the labels of its `runs-on`; undefined where they do not tell. */
export function runnerSystem(runsOn: Value | undefined): RunnerSystem | undefined {
  for (const label of runnerLabels(runsOn)) {
    const system = hostedRunnerSystem(label) ?? ownSystems[label.toLowerCase()];
    if (system) return system;
  }
  return undefined;
}

/** The labels that a job asks for, those of a group included. */
export function runnerLabels(runsOn: Value | undefined): readonly string[] {
  const labels = asMap(runsOn)?.labels ?? runsOn;
  return textsIn(labels);
}

/** Labels that every self-hosted runner of a system has. */
const ownSystems: Readonly<Record<string, RunnerSystem>> = { linux: "linux", macos: "macos", windows: "windows" };

function namedShell(text: string): ScriptShell | undefined {
  if (text.includes("${{")) return undefined;
  const [program = ""] = text.trim().split(/\s+/);
  const name = program
    .replace(/^.*[\\/]/, "")
    .replace(/\.exe$/i, "")
    .replace(/^python3$/, "python");
  return knownShells.find((shell) => shell === name) ?? "other";
}

const knownShells: readonly ScriptShell[] = ["bash", "sh", "pwsh", "powershell", "cmd", "python"];
