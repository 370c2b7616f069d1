import { AuthoringError } from "@yardmaster/core";
import { scriptShell } from "./diagnostics.ts";
import type { ScriptLanguage } from "./script.ts";

/** The shell that a script needs to be stated; a shell script runs in the runner's own, or in its job's default. */
const ownShells: Readonly<Partial<Record<ScriptLanguage, string>>> = { PowerShell: "pwsh", Python: "python" };
/** Shells by name; a template such as `perl {0}` is the author's own affair. */
const runnableBy: Readonly<Record<ScriptLanguage, RegExp>> = {
  shell: /^(ba|da|z|k)?sh\b|\{0\}/,
  PowerShell: /^(pwsh|powershell)\b|\{0\}/,
  Python: /^python[\d.]*\b|\{0\}/,
  JavaScript: /\{0\}/,
  verbatim: /./,
};

/**
 * The `shell` of a step that runs a script; undefined where it needs none.
 * @throws AuthoringError when the stated one does not speak the script's language.
 */
export function shellOf(language: ScriptLanguage, stated: string | undefined): string | undefined {
  const shell = stated ?? ownShells[language];
  const runner = shell ?? "bash";
  if (!runnableBy[language].test(runner)) throw new AuthoringError(scriptShell({ language, runner }));
  return shell;
}
