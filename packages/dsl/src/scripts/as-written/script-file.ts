import { AuthoringError, type ReadRepositoryFile, readRepositoryFileKey } from "@yardmaster/core";
import { parseGithubScript } from "../javascript/parse-github-script.ts";
import { refuseUnsafeText, type Script, type ScriptLanguage } from "../script.ts";
import { scriptFileEnding, scriptFileRefused } from "./diagnostics.ts";

/** By the file's ending: the language, and the shell where it is another than that language's usual one. */
const endings: Readonly<Record<string, { readonly language: ScriptLanguage; readonly shell?: string }>> = {
  sh: { language: "shell" },
  bash: { language: "shell", shell: "bash" },
  ps1: { language: "PowerShell" },
  py: { language: "Python" },
  js: { language: "JavaScript" },
  cjs: { language: "JavaScript" },
  cmd: { language: "verbatim", shell: "cmd" },
  bat: { language: "verbatim", shell: "cmd" },
};
const problems = {
  missing: "there is no such file",
  folder: "it is a folder",
  outside: "it is not in the repository",
  unreadable: "the system does not let it be read",
} as const;

/**
 * A script whose text is that of a file of the repository, for `run` or, of JavaScript, for `actions/github-script`. The
 * text is put into the workflow, so the step needs no checkout; the shell follows from the ending, or from the step's own
 * `shell`. It takes no expressions: pass their values in the step's `env`.
 * @param path relative to the repository's root, with forward slashes.
 * @throws AuthoringError when there is no such text, or it holds `${{` or is longer than GitHub takes.
 */
export function scriptFile(path: string): Script<never> {
  const text = readText(path);
  const known = endings[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ""];
  const language = known?.language ?? "verbatim";
  refuseUnsafeText([text], language);
  if (language === "JavaScript") parseGithubScript(text);
  return { language, parts: [text.includes("\n") ? `${text}\n` : text], outputs: [], shell: known?.shell, file: path };
}

/** @throws AuthoringError when nothing says what runs a script of a file. */
export function refuseUnknownEnding({ file, language }: Script, shell: string | undefined): void {
  if (file === undefined || language !== "verbatim" || shell !== undefined) return;
  throw new AuthoringError(scriptFileEnding({ path: file, known: Object.keys(endings) }));
}

/** Without a byte order mark, with LF: the same on every checkout. */
function readText(path: string): string {
  const read = (globalThis as { [readRepositoryFileKey]?: ReadRepositoryFile })[readRepositoryFileKey];
  if (!read) throw refusal(path, "files are read while `yardmaster` evaluates the sources, and at no other time");
  if (typeof path !== "string" || !isInside(path)) throw refusal(String(path), problems.outside);
  const found = read(path);
  if ("problem" in found) throw refusal(path, problems[found.problem]);
  const text = decode(path, found.bytes).replaceAll("\r\n", "\n").replace(/\n+$/, "");
  if (text.includes("\u0000")) throw refusal(path, "it is no text");
  if (text.trim() === "") throw refusal(path, "it is empty");
  return text;
}

function isInside(path: string): boolean {
  return path !== "" && !/^\/|\\|^[A-Za-z]:/.test(path) && !path.split("/").includes("..");
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refusal(path, "it is not UTF-8");
  }
}

function refusal(path: string, problem: string): AuthoringError {
  return new AuthoringError(scriptFileRefused({ path, problem }));
}
