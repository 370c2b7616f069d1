import {
  actionName,
  asMap,
  defineDiagnostic,
  type Fix,
  type ModelPath,
  type RemovedCommand,
  removedCommands,
  type StepView,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule, StepHolder } from "../rule.ts";

type Parameters = Pick<RemovedCommand, "command" | "file">;

export const commandDeprecated = defineDiagnostic({
  code: "command-deprecated",
  severity: "warning",
  message: (p: Parameters) =>
    `The script prints \`::${p.command}\`, which GitHub has deprecated: any text of a log could give such a command.`,
  hint: (p) => `Write \`name=value\` to the file that \`${p.file}\` names.`,
});

export const commandDisabled = defineDiagnostic({
  code: "command-disabled",
  severity: "error",
  message: (p: Parameters) =>
    `The script prints \`::${p.command}\`, which runners have refused since 2020: the step fails.`,
  hint: (p) =>
    p.command === "add-path"
      ? `Write the folder to the file that \`${p.file}\` names.`
      : `Write \`name=value\` to the file that \`${p.file}\` names.`,
});

export const unsecureCommandsAllowed = defineDiagnostic({
  code: "unsecure-commands-allowed",
  severity: "warning",
  message: () =>
    `\`${allowing}\` lets any text of a log set variables and the search path, which an outsider's text can then take over.`,
  hint: () => "Drop it, and write to the files that `GITHUB_ENV` and `GITHUB_PATH` name.",
});

const allowing = "ACTIONS_ALLOW_UNSECURE_COMMANDS";

/** Source: actions/runner, `ActionCommandManager.cs`. */
export const workflowCommands: Rule = {
  reports: [commandDeprecated, commandDisabled, unsecureCommandsAllowed],
  workflow({ model }, report) {
    checkAllowed(model.env, ["env"], report);
  },
  job({ keys, path }, _, report) {
    checkAllowed(keys.env, [...path, "env"], report);
  },
  step(step, holder, report) {
    checkAllowed(step.keys.env, [...step.path, "env"], report);
    const script = scriptOf(step);
    if (!script || (holder.document.kind === "workflow" && holder.document.isAdapted)) return; // the language refuses them
    const commands = removedCommands(script.text);
    const lines = commands.length > 0 ? script.text.split("\n") : [];
    let fixes = step.script && isShell(step) ? fixesOf(lines, script.path) : [];
    for (const { command, file, line, text: excerpt } of commands) {
      if (/>|\|/.test(lines[line]?.replace(/.*(?:::|##\[)/, "").replace(/.*["']/, "") ?? "")) continue;
      const extras = { excerpt, fixes };
      if (file === "GITHUB_OUTPUT" || file === "GITHUB_STATE") {
        report(commandDeprecated, { command, file }, script.path, extras);
      } else if (!mayAllow(step, holder)) report(commandDisabled, { command, file }, script.path, extras);
      fixes = []; // one for the whole script
    }
  },
};

/** The text that may print commands: of a `run`, or of actions/github-script. */
function scriptOf({
  script,
  uses,
  keys,
  path,
}: StepView): { readonly text: string; readonly path: ModelPath } | undefined {
  if (script) return script;
  const text = asMap(keys.with)?.script;
  const isScript = uses?.kind === "repository" && actionName(uses) === "actions/github-script";
  return isScript && typeof text === "string" ? { text, path: [...path, "with", "script"] } : undefined;
}

function isShell({ script }: StepView): boolean {
  return script?.shell === "bash" || script?.shell === "sh";
}

function checkAllowed(env: Value | undefined, path: ModelPath, report: Report): void {
  const value = asMap(env)?.[allowing];
  if (value !== true && !(typeof value === "string" && value.toLowerCase() === "true")) return;
  const at = [...path, allowing];
  const fixes = [{ title: "Switch it off.", safety: "unsafe" as const, edits: [{ path: at, value: false }] }];
  report(unsecureCommandsAllowed, {}, at, { fixes });
}

/** Also where a script of the job writes the variable itself, or where it is computed. */
function mayAllow({ keys }: StepView, { job, steps, document }: StepHolder): boolean {
  if (document.kind === "action") return true; // the caller's variables are not known
  const around = [keys.env, job?.keys.env, document.model.env].map(asMap);
  if (around.some((env) => env && Object.hasOwn(env, allowing) && env[allowing] !== false)) return true;
  return steps.some(({ script }) => script?.text.includes(allowing));
}

/** Only lines that print one command with a plain value. A variable may hold a line break, which the file takes otherwise. */
function fixesOf(lines: readonly string[], path: ModelPath): readonly Fix[] {
  let isPlain = true;
  let isChanged = false;
  const written = lines.map((line) => {
    const match = /^(\s*)echo (["'])::(set-output|save-state) name=([\w-]+)::([^"'`\\%]*)\2\s*$/.exec(line);
    if (!match) return line;
    const [, indent = "", quote = '"', command, name = "", value = ""] = match;
    isChanged = true;
    if (value.includes("$")) isPlain = false;
    const file = command === "set-output" ? "GITHUB_OUTPUT" : "GITHUB_STATE";
    return `${indent}echo ${quote}${name}=${value}${quote} >> "$${file}"`;
  });
  if (!isChanged) return [];
  const edits = [{ path, value: written.join("\n") }];
  return [{ title: "Write to the files of the runner.", safety: isPlain ? "safe" : "unsafe", edits }];
}
