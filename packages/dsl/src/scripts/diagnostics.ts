import { defineDiagnostic } from "@yardmaster/core";

export const expressionInScript = defineDiagnostic({
  code: "expression-in-script",
  severity: "error",
  message: (p: { language: string }) =>
    `The text of a ${p.language} script contains \`\${{\`: GitHub would paste the value into the code, unquoted.`,
  hint: () => "Interpolate the typed expression instead; it then goes through an environment variable.",
});

export const templateNeeded = defineDiagnostic({
  code: "template-needed",
  severity: "error",
  message: (p: { given: string }) => `A script is written as a template, and ${p.given} was given in its place.`,
  hint: () => "Put the text behind the name, in backticks: `` sh`make` ``.",
});

export const interpolationPlace = defineDiagnostic({
  code: "interpolation-place",
  severity: "error",
  message: (p: { language: string; place: string; expression: string }) =>
    `\`${p.expression}\` is interpolated ${p.place}, where a ${p.language} variable is not expanded or not safe.`,
  hint: (p) => interpolationHints[p.language] ?? "Move the value out of there.",
});

const interpolationHints: Readonly<Record<string, string>> = {
  shell: "Give it to a command as an argument, bare or inside double quotes; assign it to a variable first if need be.",
  PowerShell: "Put it inside double quotes, or bare as an argument of its own.",
  Python: "Assign it to a variable as code, outside of texts and comments, and use that.",
  JavaScript: "Assign it to a constant as code, outside of texts, comments and regular expressions, and use that.",
};

export const scriptTooLong = defineDiagnostic({
  code: "script-too-long",
  severity: "error",
  message: (p: { length: number; limit: number }) =>
    `The script has ${p.length} characters; GitHub takes at most ${p.limit}.`,
  hint: () => "Move the script into a file of the repository and run that.",
});

export const environmentNameTaken = defineDiagnostic({
  code: "environment-name-taken",
  severity: "error",
  message: (p: { name: string }) =>
    `The environment variable "${p.name}" is needed by an interpolated expression and set to something else by the step.`,
  hint: () => "Rename the step's own variable, or name the interpolated one: `${{ NAME: expression }}`.",
});

export const environmentNameInvalid = defineDiagnostic({
  code: "environment-name-invalid",
  severity: "error",
  message: (p: { name: string; problem: string }) =>
    `${JSON.stringify(p.name)} cannot name the variable of an interpolated expression: ${p.problem}.`,
  hint: () => "Choose another name, or leave it out: one is derived from the expression.",
});

export const runnerNameInvalid = defineDiagnostic({
  code: "runner-name-invalid",
  severity: "error",
  message: (p: { kind: string; name: string; problem: string }) =>
    `${JSON.stringify(p.name)} cannot be the name of ${p.kind}: ${p.problem}.`,
  hint: () => "Choose another name.",
});

export const scriptShell = defineDiagnostic({
  code: "script-shell",
  severity: "error",
  message: (p: { language: string; runner: string }) => `A ${p.language} script would be run by "${p.runner}".`,
  hint: () =>
    "Write the script with the template for what runs it: `sh`, `pwsh` or `py` for `run`, `js` for `githubScript`.",
});

export const commandRemoved = defineDiagnostic({
  code: "command-removed",
  severity: "error",
  message: (p: { command: string; file: string }) =>
    `The script prints \`::${p.command}\`, a command that GitHub has withdrawn: what is printed could give it, too.`,
  hint: (p) =>
    p.command in commandSuccessors
      ? `Use \`${commandSuccessors[p.command]}\`: it writes to the file that \`${p.file}\` names.`
      : `Write \`name=value\` as a line to the file that \`${p.file}\` names.`,
});

const commandSuccessors: Readonly<Record<string, string>> = {
  "set-output": "setOutput",
  "set-env": "setVariable",
  "add-path": "addPath",
};
