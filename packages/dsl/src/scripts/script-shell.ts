import { reportMistake, speaksLanguage } from "@yardmaster/core";
import { scriptShell } from "./diagnostics.ts";
import type { Script, ScriptLanguage } from "./script.ts";

/** The shell that a script states wherever it runs. One of `sh` states `bash` where nothing that fits is known to run it. */
const ownShells: Readonly<Partial<Record<ScriptLanguage, string>>> = { PowerShell: "pwsh", Python: "python" };

/**
 * The `shell` that a step states for its script; undefined where that depends on the job.
 * @throws AuthoringError when the author's own does not speak the script's language.
 */
export function shellOf({ language, shell: own }: Script, stated: string | undefined): string | undefined {
  const shell = stated ?? own ?? ownShells[language];
  const runner = shell ?? "bash";
  if (language !== "verbatim" && !speaksLanguage(runner, language)) reportMistake(scriptShell({ language, runner }));
  return shell;
}
