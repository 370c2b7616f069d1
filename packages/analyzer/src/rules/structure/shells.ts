import {
  asMap,
  defineDiagnostic,
  hostedRunnerSystem,
  type ModelPath,
  nearestNames,
  runnerLabels,
  shells,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { writeOneOf } from "./suggestion.ts";

export const shellUnknown = defineDiagnostic({
  code: "shell-unknown",
  severity: "error",
  message: (p: { shell: string; nearest: readonly string[] }) =>
    `${JSON.stringify(p.shell)} is none of the runner's shells, and no command line with \`{0}\` for the script: the step fails.`,
  hint: (p) => `Write ${writeOneOf(p.nearest, shells)} A command of your own takes the script's file as \`{0}\`.`,
});

export const shellNotOnRunner = defineDiagnostic({
  code: "shell-not-on-runner",
  severity: "error",
  message: (p: { shell: string; label: string }) =>
    `The runner \`${p.label}\` has no \`${p.shell}\`, which is of Windows alone: the step fails.`,
  hint: (p) => (p.shell === "powershell" ? "Write `pwsh`, which every hosted runner has." : "Write `bash` or `pwsh`."),
});

export const shellCmd = defineDiagnostic({
  code: "shell-cmd",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: () => "A script of `cmd` goes on after a command that fails, and has no sound way to quote a value.",
  hint: () => "Write the script for `pwsh` or `bash`.",
});

/**
 * Source: actions/runner, `ScriptHandler.cs`, `ScriptHandlerHelpers.cs`: the first word is the program, names ignore case, and
 * without a `{0}` only known names do.
 */
export const shellNames: Rule = {
  reports: [shellUnknown, shellNotOnRunner, shellCmd],
  workflow({ model }, report) {
    checkShell(asMap(asMap(model.defaults)?.run)?.shell, ["defaults", "run", "shell"], undefined, report);
  },
  job({ keys, path }, _, report) {
    const at = [...path, "defaults", "run", "shell"];
    checkShell(asMap(asMap(keys.defaults)?.run)?.shell, at, systemOf(keys["runs-on"], keys.container), report);
  },
  step({ keys, path }, { job }, report) {
    if (keys.run === undefined) return;
    const runner = job ? systemOf(job.keys["runs-on"], job.keys.container) : undefined;
    checkShell(keys.shell, [...path, "shell"], runner, report);
  },
};

/** Only of GitHub's own runners is it known what they have; undefined for Windows, which has every shell. */
function systemOf(runsOn: Value | undefined, container: Value | undefined): string | undefined {
  if (container !== undefined || asMap(runsOn)?.group !== undefined) return undefined;
  const labels = runnerLabels(runsOn);
  const systems = labels.map(hostedRunnerSystem);
  return systems.every((system) => system === "linux" || system === "macos") ? labels[0] : undefined;
}

function checkShell(shell: Value | undefined, path: ModelPath, label: string | undefined, report: Report): void {
  if (typeof shell !== "string" || shell === "" || shell.includes("${{")) return;
  const [program = "", ...rest] = shell.split(" ");
  const name = program.toLowerCase();
  const isOwn = shell.includes("{0}");
  if (!isOwn && (rest.length > 0 || !(shells as readonly string[]).includes(name))) {
    const nearest = rest.length > 0 ? [] : nearestNames(program, shells);
    report(shellUnknown, { shell, nearest }, path);
  } else if (label !== undefined && (name === "cmd" || name === "powershell")) {
    report(shellNotOnRunner, { shell: name, label }, path);
  } else if (name === "cmd") report(shellCmd, {}, path);
}
