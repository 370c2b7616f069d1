import { assembleScript, type Dialect } from "../assemble-script.ts";
import type { RunnerTarget } from "../runner-command.ts";
import type { Script, ScriptPart } from "../script.ts";
import { PythonScanner } from "./python-scanner.ts";

/**
 * A Python 3 script. An interpolated expression becomes an `env` entry of the step and is read as `os.environ["NAME"]`,
 * a text; `import os` is added after the module's docstring and its `__future__` imports. Plain text and numbers become
 * literals. A step of its own shell: `run` states `shell: python`.
 * @throws AuthoringError inside texts of any kind and comments, and in arguments of `eval`, `exec`, `os.system` and of
 * calls with `shell=True`. An f-string's braces are refused with the rest of it: before Python 3.12 the quotes of
 * `os.environ["NAME"]` would end the text.
 */
export function py<O extends string = never>(
  parts: TemplateStringsArray,
  ...values: readonly ScriptPart<O>[]
): Script<O> {
  return assembleScript(python, parts, values);
}

const functionNames: Readonly<Record<RunnerTarget, string>> = {
  output: "set_output",
  variable: "set_variable",
  path: "add_path",
  summary: "append_summary",
};

const python: Dialect = {
  language: "Python",
  scanner: () => new PythonScanner(),
  variable: (name) => `os.environ["${name}"]`,
  literal: (value) => (typeof value === "number" ? String(value) : quoteLiteral(value)),
  command: ({ target, name }) => `${functionNames[target]}(${name === undefined ? "" : `"${name}", `}`,
  callsInParentheses: true,
  insertPrelude: (text, { targets, variables }) => {
    const modules = new Set<string>(targets.length > 0 || variables ? ["os"] : []);
    if (targets.includes("output") || targets.includes("variable")) modules.add("json");
    const missing = [...modules].filter((name) => !new RegExp(`^import ${name}[ \\t]*$`, "m").test(text)).sort();
    const imports = missing.map((name) => `import ${name}\n`).join("");
    const definitions = targets.map(definition).join("");
    if (imports === "" && definitions === "") return text;
    const length = prologueLength(text);
    return `${text.slice(0, length)}${imports}${definitions}${text.slice(length)}`;
  },
};

/** JSON escapes are Python's, except that Python writes characters outside the basic plane with another escape, or bare. */
function quoteLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** What must stay first: `#!` and coding lines, the module's docstring, imports from `__future__`. */
function prologueLength(text: string): number {
  const space = "(?:[ \\t]*(?:#[^\\n]*)?\\n)*";
  const docstring = `${space}[rRuU]?(?:"""[^]*?"""|'''[^]*?'''|"[^"\\n]*"|'[^'\\n]*')[ \\t]*(?:;|(?:#[^\\n]*)?\\n)`;
  const future = `${space}from[ \\t]+__future__[ \\t]+import[ \\t]*(?:\\([^)]*\\)|[^\\n(]*)[^\\n]*\\n`;
  const pattern = new RegExp(`^(?:#![^\\n]*\\n)?(?:#[^\\n]*coding[^\\n]*\\n)?(?:${docstring})?(?:${future})*`);
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The delimiter is one that the value does not contain; the runner skips the empty line before an entry. */
function definition(target: RunnerTarget): string {
  const name = functionNames[target];
  switch (target) {
    case "summary":
      return lines(`def ${name}(text):`, ...append("GITHUB_STEP_SUMMARY", "{text}\\n"));
    case "path":
      return lines(
        `def ${name}(folder):`,
        `    if "\\n" in str(folder) or "\\r" in str(folder): raise ValueError("A folder in PATH cannot hold a line end.")`,
        ...append("GITHUB_PATH", "\\n{folder}\\n"),
      );
    default:
      return lines(
        `def ${name}(name, value):`,
        `    text, mark = value if isinstance(value, str) else json.dumps(value), "EOF"`,
        "    while mark in text: mark *= 2",
        ...append(target === "output" ? "GITHUB_OUTPUT" : "GITHUB_ENV", "\\n{name}<<{mark}\\n{text}\\n{mark}\\n"),
      );
  }
}

function append(file: string, entry: string): readonly string[] {
  return [
    `    with open(os.environ["${file}"], "a", encoding="utf-8", newline="") as file:`,
    `        file.write(f"${entry}")`,
  ];
}

function lines(...texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
