import type { Script } from "./script.ts";

/**
 * Whether a name stands anywhere in a script's own text: set, read, exported, or in a text that another program reads.
 * Where names ignore case, another spelling is the same name: everywhere in PowerShell, and on Windows in what Python and
 * JavaScript read from the environment.
 */
export function mentionsName(script: Script, name: string): boolean {
  const text = textOf(script);
  if (script.language === "PowerShell" || script.language === "verbatim") return wholeWord(name, "i").test(text);
  if (wholeWord(name, "").test(text)) return true;
  return script.language !== "shell" && new RegExp(`["'\`.]${name}(?!\\w)`, "i").test(text);
}

/** Whether a script sets variables for the steps after it; which ones, its text says in too many ways. */
export function setsVariables(script: Script): boolean {
  return /GITHUB_ENV|exportVariable/i.test(textOf(script));
}

/** Values stand as U+0000, which is no part of a name. */
function textOf({ parts }: Script): string {
  return parts.map((part) => (typeof part === "string" ? part : "\u0000")).join("");
}

function wholeWord(name: string, flags: string): RegExp {
  return new RegExp(`(?<!\\w)${name}(?!\\w)`, flags);
}
