import { scriptWrites } from "@yardmaster/core";
import type { Script } from "../scripts/script.ts";

/**
 * The declared outputs that a script certainly never sets. Silent wherever anything else could: another program, which may
 * write the runner's file itself; a text that names the output; a name that is put together.
 */
export function findUnsetOutputs(script: Script, declared: readonly string[]): readonly string[] {
  const language = languages[script.language];
  // A value may be anything.
  const text = script.parts.map((part) => (typeof part === "string" ? part : "${{ value }}")).join("");
  const missing = declared.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
  if (missing.length === 0 || language === undefined) return [];
  const { names, isComplete } = scriptWrites(text, language, "GITHUB_OUTPUT");
  return isComplete ? missing.filter((name) => !names.has(name)) : [];
}

const languages = {
  shell: "shell",
  JavaScript: "github-script",
  PowerShell: "powershell",
  Python: "python",
  verbatim: undefined,
} as const;
