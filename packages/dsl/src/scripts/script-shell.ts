import { reportMistake } from "@yardmaster/core";
import { scriptShell } from "./diagnostics.ts";
import type { Script, ScriptLanguage } from "./script.ts";

/** The shell that a script states wherever it runs. One of `sh` states `bash` where nothing that fits is known to run it. */
const ownShells: Readonly<Partial<Record<ScriptLanguage, string>>> = { PowerShell: "pwsh", Python: "python" };

const interpreters: Readonly<Record<Exclude<ScriptLanguage, "verbatim">, RegExp>> = {
  shell: /^(ba|da|z|k)?sh$/,
  PowerShell: /^(pwsh|powershell)$/,
  Python: /^python[\d.]*$/,
  JavaScript: /^(node|bun|deno)$/,
};
const others = /^(cmd|perl|ruby|php|rscript|fish|nu|csh|tcsh|lua)$/;

/**
 * The `shell` that a step states for its script; undefined where that depends on the job.
 * @throws AuthoringError when the author's own does not speak the script's language.
 */
export function shellOf({ language, shell: own }: Script, stated: string | undefined): string | undefined {
  const shell = stated ?? own ?? ownShells[language];
  const runner = shell ?? "bash";
  if (!speaks(runner, language)) reportMistake(scriptShell({ language, runner }));
  return shell;
}

/**
 * Whether a shell, by name or as a command line with `{0}`, takes scripts of a language. Of a command line, the last
 * program that is known to read scripts counts: `nix develop -c bash -e {0}`. One that names none, such as `msys2 {0}`,
 * is the author's own affair.
 */
export function speaks(shell: string, language: ScriptLanguage): boolean {
  if (language === "verbatim") return true;
  const words = shell
    .trim()
    .split(/\s+/)
    .map((word) =>
      word
        .replace(/^["']|["']$/g, "")
        .replace(/^.*[\\/]/, "")
        .replace(/\.exe$/i, "")
        .toLowerCase(),
    );
  const own = interpreters[language];
  if (!shell.includes("{0}")) return own.test(words[0] ?? "");
  const reader = words.findLast(
    (word) => others.test(word) || Object.values(interpreters).some((known) => known.test(word)),
  );
  return reader === undefined || own.test(reader);
}
