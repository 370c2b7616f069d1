import type { ScriptView } from "@yardmaster/core";
import type { TextRange, YamlDocument } from "@yardmaster/yaml-io";

/** Lines and columns of a script, from 1. */
interface ScriptRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Where a piece of a script stands in its file. In a block scalar lines are lines, behind the indent; in a text of one
 * line, quoted or not, columns count on. Where the file writes it otherwise, the whole of the script.
 */
export function placeInScript(range: ScriptRange, { path, text }: ScriptView, document: YamlDocument): TextRange {
  const whole = document.valueRange(path) ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const script = text.split("\n");
  const lines = document.text.split("\n");
  const first = firstLine(script, whole, lines);
  if (first === undefined) return whole;
  const start = pointOf(range.line, range.column);
  const end = pointOf(range.endLine, range.endColumn);
  return start && end ? { line: start[0], column: start[1], endLine: end[0], endColumn: end[1] } : whole;

  function pointOf(line: number, column: number): readonly [number, number] | undefined {
    const written = lines[(first as FirstLine).line + line - 2] ?? "";
    const own = script[line - 1] ?? "";
    const at = line === 1 ? (first as FirstLine).column - 1 : written.replace(/\r$/, "").length - own.length;
    return at >= 0 && written.startsWith(own, at) ? [(first as FirstLine).line + line - 1, at + column] : undefined;
  }
}

/** Of the script's own first character, from 1. */
interface FirstLine {
  readonly line: number;
  readonly column: number;
}

function firstLine(script: readonly string[], whole: TextRange, lines: readonly string[]): FirstLine | undefined {
  const [own = ""] = script;
  const header = (lines[whole.line - 1] ?? "").slice(whole.column - 1);
  if (/^[|>]/.test(header)) {
    const written = (lines[whole.line] ?? "").replace(/\r$/, "");
    return written.endsWith(own) ? { line: whole.line + 1, column: written.length - own.length + 1 } : undefined;
  }
  const offset = /^["']/.test(header) ? 1 : 0;
  return header.startsWith(own, offset) ? { line: whole.line, column: whole.column + offset } : undefined;
}
