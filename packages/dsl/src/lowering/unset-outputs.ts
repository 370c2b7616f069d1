import { shellCommands, wordsOfCommand } from "@yardmaster/core";
import type { Script } from "../scripts/script.ts";

/** Built-ins and programs that set no output unless the script itself names the file. */
const plainCommands = new Set(
  (
    ": [ [[ add_path append_summary basename break case cat cd chmod cmp continue cp cut date declare df diff dirname du echo exit export expr false for " +
    "head hostname id local ls mkdir mktemp mv printf pwd read readlink readonly realpath return rm rmdir sed select seq set " +
    "set_output set_variable sha256sum shift sleep sort stat tail tee test touch tr true typeset umask uname uniq unset wait wc whoami"
  ).split(" "),
);

/**
 * The declared outputs that a script certainly never sets. Silent wherever anything else could: another program, which may
 * write the runner's file itself; a text that names the output; a name that is put together.
 */
export function findUnsetOutputs(script: Script, declared: readonly string[]): readonly string[] {
  const text = withoutPrelude(script.parts.map((part) => (typeof part === "string" ? part : "value")).join(""));
  const missing = declared.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
  if (missing.length === 0 || !setsNothing(script.language, text)) return [];
  return missing;
}

function setsNothing(language: Script["language"], text: string): boolean {
  if (language === "shell") return shellSetsNothing(text);
  if (language === "JavaScript") return !/\b(core|require|exec|import|eval|Function|process|globalThis)\b/.test(text);
  return false;
}

function shellSetsNothing(text: string): boolean {
  // What is in backticks or in a here-document is not followed.
  if (/GITHUB_OUTPUT|`|<<(?!<)/.test(withoutLiteralOutputs(text))) return false;
  return shellCommands(text)
    .flatMap((command) => wordsOfCommand(command).slice(0, 1))
    .every(({ text: name }) => plainCommands.has(name));
}

/** Without lines that set an output whose name stands in them: `echo "name=…" >> "$GITHUB_OUTPUT"`. */
function withoutLiteralOutputs(text: string): string {
  return text.replace(
    /\b(echo|printf)[ \t]+["']?[A-Za-z_][\w-]*=[^\n`]*>>[ \t]*["']?\$\{?GITHUB_OUTPUT\}?["']?/g,
    "echo",
  );
}

/** Without the functions that `setOutput` and its kin put in. */
function withoutPrelude(text: string): string {
  return text.replace(
    /^(?:set_output|set_variable|add_path|append_summary)\(\) \{.*\n(?: {2}.*\n)*? {2}.*; \}\n/gm,
    "",
  );
}
