import { assembleScript, type Dialect } from "../assemble-script.ts";
import type { RunnerTarget } from "../runner-command.ts";
import type { Script, ScriptPart } from "../script.ts";
import { PowerShellScanner } from "./powershell-scanner.ts";

/**
 * A PowerShell 7 script. An interpolated expression becomes an `env` entry of the step and a variable: `$env:NAME` where
 * it stands bare, `${env:NAME}` inside double quotes and double-quoted here-strings, which PowerShell does not read
 * again. Plain text becomes a quoted literal. `run` states `shell: pwsh`.
 * @throws AuthoringError inside single quotes, single-quoted here-strings, comments and `${}`, after a backtick or
 * `--%`, in the middle of a bare word, as the name of a command and with `Invoke-Expression` and its like.
 */
export function pwsh<O extends string = never>(
  parts: TemplateStringsArray,
  ...values: readonly ScriptPart<O>[]
): Script<O> {
  return assembleScript(powerShell, parts, values);
}

const functionNames: Readonly<Record<RunnerTarget, string>> = {
  output: "Set-Output",
  variable: "Set-JobVariable",
  path: "Add-JobPath",
  summary: "Add-JobSummary",
};

const powerShell: Dialect = {
  language: "PowerShell",
  scanner: () => new PowerShellScanner(),
  variable: (name, place) => (place === "double-quotes" ? `\${env:${name}}` : `$env:${name}`),
  literal: (value, place) => {
    if (place === "double-quotes") return String(value).replace(/["`$\u201c\u201d\u201e]/g, "`$&");
    return typeof value === "number" ? String(value) : `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
  },
  command: ({ target, name }) => (name === undefined ? functionNames[target] : `${functionNames[target]} '${name}'`),
  callsInParentheses: false,
  insertPrelude: (text, { targets }) => {
    if (targets.length === 0) return text;
    // Only comments may stand before `using` statements.
    const first = /^(?:#![^\n]*\n)?(?:(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*using[ \t][^\n]*\n)*/.exec(text)?.[0] ?? "";
    return `${first}${targets.map(definition).join("")}${text.slice(first.length)}`;
  },
};

/**
 * Advanced functions, as `[Parameter()]` makes them: one argument too many, or a list where a text belongs, is an error.
 * `AppendAllText` writes UTF-8 without a mark in every version, where `>>` of Windows PowerShell 5.1 writes UTF-16. The
 * delimiter is one that the value does not contain; the runner skips the empty line before an entry.
 */
function definition(target: RunnerTarget): string {
  const name = functionNames[target];
  const text = "[Parameter(Mandatory)] [AllowEmptyString()] [string] $Text";
  switch (target) {
    case "summary":
      return lines(
        `function ${name} { param(${text})`,
        `  [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, "$Text\`n") }`,
      );
    case "path":
      return lines(
        `function ${name} { param(${text})`,
        '  if ($Text -match "[\\r\\n]") { throw "A folder in PATH cannot hold a line end." }',
        `  [IO.File]::AppendAllText($env:GITHUB_PATH, "\`n$Text\`n") }`,
      );
    default:
      return lines(
        `function ${name} { param([string] $Name, ${text})`,
        '  for ($Mark = "EOF"; $Text.Contains($Mark); $Mark += $Mark) { }',
        `  [IO.File]::AppendAllText($env:${target === "output" ? "GITHUB_OUTPUT" : "GITHUB_ENV"}, "\`n$Name<<$Mark\`n$Text\`n$Mark\`n") }`,
      );
  }
}

function lines(...texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
