import { fail, ok, type Result, type RunnerSystem } from "@yardmaster/core";

/** How the runner starts a script. */
export interface ShellInvocation {
  /** To be found on PATH; the first that is there. */
  readonly programs: readonly string[];
  /** Of a file, whose place is `{0}`. */
  readonly extension: string;
  /** A command line, to be taken apart as the system does. */
  readonly argumentFormat: string;
  readonly fixUp: (script: string) => string;
}

/**
 * Source: actions/runner, `ScriptHandler.cs` and `ScriptHandlerHelpers.cs`.
 * @param shell of the step, or the default around it; undefined where nobody says.
 * @returns the runner's own words where a shell is neither built in nor has a place for the script.
 */
export function shellInvocation(shell: string | undefined, system: RunnerSystem): Result<ShellInvocation, string> {
  if (shell === undefined || shell === "") {
    return system === "windows" ? ok(builtIn("pwsh", ["pwsh", "powershell"])) : ok(builtIn("sh", ["bash", "sh"]));
  }
  const space = shell.indexOf(" ");
  const program = space < 0 ? shell : shell.slice(0, space);
  const stated = space < 0 ? "" : shell.slice(space + 1).trimStart();
  const invocation = builtIn(program, [program]);
  const argumentFormat = stated === "" ? invocation.argumentFormat : stated;
  if (!argumentFormat.includes("{0}")) {
    return fail(
      "Invalid shell option. Shell must be a valid built-in (bash, sh, cmd, powershell, pwsh) or a format string containing '{0}'",
    );
  }
  return ok({ ...invocation, argumentFormat });
}

/**
 * The arguments of a command line, taken apart as the runner's process API does, with the script in its place. The
 * runner puts the place in first, and then stumbles over blanks in it; where somebody's temporary files lie, they may be.
 */
export function shellArguments(argumentFormat: string, scriptPath: string): readonly string[] {
  const words = argumentFormat.matchAll(/(?:[^\s"\\]|\\(?!")|\\"|"(?:[^"\\]|\\.)*"?)+/g);
  return [...words].map(([word]) =>
    word
      .replace(/"((?:[^"\\]|\\.)*)"?|\\"/g, (whole, inner?: string) =>
        inner === undefined ? whole.slice(1) : inner.replaceAll('\\"', '"'),
      )
      .replaceAll("{0}", () => scriptPath),
  );
}

function builtIn(name: string, programs: readonly string[]): ShellInvocation {
  const known = name.toLowerCase();
  return {
    programs,
    extension: extensions.get(known) ?? "",
    argumentFormat: argumentFormats.get(known) ?? "",
    fixUp: (script) => fixUp(name, script),
  };
}

const powerShellArguments = `-command ". '{0}'"`;
const argumentFormats = new Map([
  ["cmd", `/D /E:ON /V:OFF /S /C "CALL "{0}""`],
  ["pwsh", powerShellArguments],
  ["powershell", powerShellArguments],
  ["bash", "--noprofile --norc -e -o pipefail {0}"],
  ["sh", "-e {0}"],
  ["python", "{0}"],
]);
const extensions = new Map([
  ["cmd", ".cmd"],
  ["pwsh", ".ps1"],
  ["powershell", ".ps1"],
  ["bash", ".sh"],
  ["sh", ".sh"],
  ["python", ".py"],
]);

function fixUp(name: string, script: string): string {
  if (name === "cmd") return `@echo off\r\n${script}`;
  if (name !== "pwsh" && name !== "powershell") return script;
  const end = "if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }";
  return `$ErrorActionPreference = 'stop'\n${script}\n${end}`;
}
