import { actionName, type ModelPath, type StepView } from "@yardmaster/core";

/** What reads a script. */
export type ScriptLanguage = "shell" | "javascript" | "other";

export interface ScriptText {
  readonly path: ModelPath;
  readonly language: ScriptLanguage;
}

/** The texts of a step that are run as code: its `run`, and the inputs of actions that are known to run them. */
export function scriptTexts({ path, script, uses }: StepView): readonly ScriptText[] {
  if (script) return [{ path: script.path, language: isShell(script.shell) ? "shell" : "other" }];
  if (uses?.kind !== "repository") return [];
  const inputs = scriptInputs[actionName(uses)] ?? [];
  return inputs.map(([input, language]) => ({ path: [...path, "with", input], language }));
}

function isShell(shell: string | undefined): boolean {
  return shell === undefined || shell === "bash" || shell === "sh";
}

/**
 * Inputs of published actions that are code.
 * Sources: CodeQL, `actions/ql/lib/ext/manual` (sinks of code injection); zizmor's list for `template-injection`; the actions'
 * own metadata.
 */
const scriptInputs: Readonly<Record<string, readonly (readonly [string, ScriptLanguage])[]>> = {
  "actions/github-script": [["script", "javascript"]],
  "addnab/docker-run-action": [["run", "shell"]],
  "amadevus/pwsh-script": [["script", "other"]],
  "appleboy/ssh-action": [["script", "shell"]],
  "azure/cli": [["inlineScript", "shell"]],
  "azure/powershell": [["inlineScript", "other"]],
  "bahmutov/npm-install": [["install-command", "shell"]],
  "borales/actions-yarn": [["cmd", "shell"]],
  "cardinalby/js-eval-action": [["expression", "javascript"]],
  "coactions/setup-xvfb": [["run", "shell"]],
  "cross-platform-actions/action": [["run", "shell"]],
  "cypress-io/github-action": [
    ["build", "shell"],
    ["command", "shell"],
    ["install-command", "shell"],
    ["start", "shell"],
  ],
  "devcontainers/ci": [["runCmd", "shell"]],
  "gabrielbb/xvfb-action": [["run", "shell"]],
  "jannekem/run-python-script-action": [["script", "other"]],
  "lukka/run-vcpkg": [["runVcpkgFormatString", "javascript"]],
  "mikefarah/yq": [["cmd", "shell"]],
  "nick-fields/retry": [
    ["command", "shell"],
    ["on_retry_command", "shell"],
  ],
  "nick-invision/retry": [
    ["command", "shell"],
    ["on_retry_command", "shell"],
  ],
  "reactivecircus/android-emulator-runner": [["script", "shell"]],
  "satackey/action-js-inline": [["script", "javascript"]],
  "uraimo/run-on-arch-action": [
    ["install", "shell"],
    ["run", "shell"],
    ["setup", "shell"],
  ],
  "vmactions/freebsd-vm": [["run", "shell"]],
  "wandalen/wretry.action": [["command", "shell"]],
};
