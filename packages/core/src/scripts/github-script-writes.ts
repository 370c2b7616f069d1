import { codeOf, javascriptTokens } from "./mask-texts.ts";
import type { RunnerFile, ScriptWrites } from "./runner-files.ts";

const setters: Readonly<Record<RunnerFile, string>> = {
  GITHUB_OUTPUT: "setOutput",
  GITHUB_ENV: "exportVariable",
  GITHUB_PATH: "addPath",
};

/** `result` is what the script returns. Source: actions/github-script, `src/main.ts`. */
export function githubScriptWrites(text: string, file: RunnerFile): ScriptWrites {
  const setter = setters[file];
  const names = new Set(file === "GITHUB_OUTPUT" ? ["result"] : []);
  const call = new RegExp(`\\b${setter}\\(\\s*(["'\`])((?:(?!\\1)[^$\\\\])*)\\1`, "g");
  for (const [, , name = ""] of text.matchAll(call)) names.add(name);
  const code = codeOf(text, javascriptTokens);
  const calls = [...code.matchAll(new RegExp(`\\b${setter}\\b`, "g"))].length;
  const known = [...text.matchAll(call)].length;
  const hasUnread = calls > known || text.includes(file);
  const isComplete = !hasUnread && !runsOther(code) && !/\bcore\b(?!\s*\.\s*\w)/.test(code);
  return { names, isComplete, hasUnread };
}

/** Code that is not in the script's own text, or programs. */
function runsOther(code: string): boolean {
  return /\b(?:require|exec|import|eval|Function|globalThis|child_process|spawn|__original_require__)\b/.test(code);
}
