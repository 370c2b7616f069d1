import { assembleScript, type Dialect } from "../assemble-script.ts";
import type { RunnerTarget } from "../runner-command.ts";
import type { Script, ScriptPart } from "../script.ts";
import { ShellScanner } from "./shell-scanner.ts";

/**
 * A shell script. An interpolated expression becomes an `env` entry of the step and a quoted variable: `"${NAME}"` where
 * it stands bare, `${NAME}` inside double quotes. Plain text and numbers become quoted literals.
 * @throws AuthoringError where a variable would not be expanded, or its value would be read as code: single quotes, a
 * here-document, arithmetic, `${}`, backticks, a comment, `eval`, `bash -c`, the format of `printf` and their like.
 */
export function sh<O extends string = never>(
  parts: TemplateStringsArray,
  ...values: readonly ScriptPart<O>[]
): Script<O> {
  return assembleScript(shell, parts, values);
}

const functionNames: Readonly<Record<RunnerTarget, string>> = {
  output: "set_output",
  variable: "set_variable",
  path: "add_path",
  summary: "append_summary",
};

const shell: Dialect = {
  language: "shell",
  scanner: () => new ShellScanner(),
  variable: (name, place) => (place === "double-quotes" ? `\${${name}}` : `"\${${name}}"`),
  literal: (value, place) =>
    place === "double-quotes" ? String(value).replace(/["\\$`]/g, "\\$&") : quoteLiteral(String(value)),
  command: ({ target, name }) => (name === undefined ? functionNames[target] : `${functionNames[target]} ${name}`),
  callsInParentheses: false,
  insertPrelude: (text, { targets }) => {
    if (targets.length === 0) return text;
    const shebang = /^#!.*\n/.exec(text)?.[0] ?? "";
    return `${shebang}${targets.map(definition).join("")}${text.slice(shebang.length)}`;
  },
};

function quoteLiteral(text: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * POSIX: runs in dash, too. Positional parameters stand in for `local`, which POSIX lacks. The delimiter is one that the
 * value does not contain, whatever the value is; the runner skips the empty line before an entry, which ends a line that
 * the script left open.
 */
function definition(target: RunnerTarget): string {
  const name = functionNames[target];
  switch (target) {
    case "summary":
      return lines(
        `${name}() { [ "$#" -eq 1 ] || { echo '${name} takes one text.' >&2; exit 1; }`,
        `  printf '%s\\n' "$1" >> "$GITHUB_STEP_SUMMARY"; }`,
      );
    case "path":
      return lines(
        `${name}() { [ "$# $1" = "1 $(printf '%s' "$1" | tr -d '\\r\\n')" ] || { echo '${name} takes one folder.' >&2; exit 1; }`,
        `  printf '\\n%s\\n' "$1" >> "$GITHUB_PATH"; }`,
      );
    default:
      return lines(
        `${name}() { [ "$#" -eq 2 ] || { echo "${name}: $1 takes one value, in quotes." >&2; exit 1; }`,
        `  set -- "$@" EOF; until case "$2" in *"$3"*) false ;; esac; do set -- "$1" "$2" "$3$3"; done`,
        `  printf '\\n%s<<%s\\n%s\\n%s\\n' "$1" "$3" "$2" "$3" >> "${target === "output" ? "$GITHUB_OUTPUT" : "$GITHUB_ENV"}"; }`,
      );
  }
}

function lines(...texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
