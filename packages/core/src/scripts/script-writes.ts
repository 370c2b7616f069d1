import { githubScriptWrites } from "./github-script-writes.ts";
import { powershellWrites } from "./powershell-writes.ts";
import { pythonWrites } from "./python-writes.ts";
import type { RunnerFile, ScriptLanguage, ScriptWrites } from "./runner-files.ts";
import type { ShellScript } from "./shell-command.ts";
import { readShellScript } from "./shell-script.ts";
import { shellWrites } from "./shell-writes.ts";

/** What one script writes, to any of the files; `shell` is a script that has been read already. */
export function scriptWrites(
  text: string,
  language: ScriptLanguage,
  file: RunnerFile,
  shell: ShellScript | undefined = undefined,
): ScriptWrites {
  switch (language) {
    case "shell":
      return shellWrites(shell ?? readShellScript(text), file);
    case "powershell":
      return powershellWrites(text, file);
    case "python":
      return pythonWrites(text, file);
    case "github-script":
      return githubScriptWrites(text, file);
  }
}
