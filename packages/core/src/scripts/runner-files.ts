import { githubScriptWrites } from "./github-script-writes.ts";
import { powershellWrites } from "./powershell-writes.ts";
import { pythonWrites } from "./python-writes.ts";
import type { ShellScript } from "./shell-command.ts";
import { readShellScript } from "./shell-script.ts";
import { shellWrites } from "./shell-writes.ts";

/** Where steps leave what steps after them, and the runner, read. */
export type RunnerFile = "GITHUB_OUTPUT" | "GITHUB_ENV" | "GITHUB_PATH";

/** What a script is known to write into one of the runner's files. */
export interface ScriptWrites {
  /** Of outputs or variables, as they are written; a file of paths has none. */
  readonly names: ReadonlySet<string>;
  /** The script certainly writes no other: it names each as it is, and runs nothing that may write the file by itself. */
  readonly isComplete: boolean;
}

export type ScriptLanguage = "shell" | "powershell" | "python" | "github-script";

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
