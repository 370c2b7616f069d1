import { reportMistake } from "@yardmaster/core";
import { templateNeeded } from "./diagnostics.ts";

/**
 * The texts of a template as the author sees them: escapes stay as they are, because they are the script's, except the
 * two that only the template needs, `\\`` and `\\${`. Common indentation and the first and last blank line are taken off.
 */
export function templateTexts(parts: TemplateStringsArray): string[] {
  if (!Array.isArray(parts?.raw)) {
    reportMistake(templateNeeded({ given: typeof parts === "string" ? "a text" : `a ${typeof parts}` }));
    return [""];
  }
  return dedent(parts.raw.map((part) => part.replace(/\\(`|\$\{)/g, "$1")));
}

function dedent(parts: readonly string[]): string[] {
  const lines = parts
    .join("\u0000")
    .replace(/^[ \t]*\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const isBlock = lines.length > 1 || /^[ \t]*\n/.test(parts[0] ?? "");
  const indent = isBlock ? Math.min(...indents, Number.MAX_SAFE_INTEGER) : 0;
  return lines
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)))
    .join("\n")
    .split("\u0000");
}
