import { reportMistake } from "@yardmaster/core";
import { templateNeeded } from "./diagnostics.ts";

/**
 * The texts of a template as the author sees them. Escapes stay as they are, because they are the script's, but for
 * backslashes before a backtick and `${`, which are read as JavaScript reads them: the template needs them itself. Common
 * indentation and a first line of nothing but blanks are taken off; where the last line is one, the text ends with the
 * newline before it.
 */
export function templateTexts(parts: TemplateStringsArray): string[] {
  if (!Array.isArray(parts?.raw)) {
    reportMistake(templateNeeded({ given: typeof parts === "string" ? "a text" : `a ${typeof parts}` }));
    return [""];
  }
  return dedent(parts.raw.map(readBackslashes));
}

/** Of a template on one line that got lines of ours before it. */
export function endWithNewline<T>(parts: readonly (string | T)[]): readonly (string | T)[] {
  const last = parts.at(-1);
  if (typeof last !== "string") return [...parts, "\n"];
  return last.endsWith("\n") ? parts : [...parts.slice(0, -1), `${last}\n`];
}

/** At the end of a part stands the backtick that ends the template, or the `${` of a value. */
function readBackslashes(part: string): string {
  return part.replace(/(\\+)(`|\$\{|$)/g, (_run, { length }: string, what: string) => "\\".repeat(length / 2) + what);
}

function dedent(parts: readonly string[]): string[] {
  const lines = parts
    .join("\u0000")
    .replace(/^[ \t]*\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const isBlock = lines.length > 1 || /^[ \t]*\n/.test(parts[0] ?? "");
  const indent = isBlock ? Math.min(...indents, Number.MAX_SAFE_INTEGER) : 0;
  return lines
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)))
    .join("\n")
    .split("\u0000");
}
