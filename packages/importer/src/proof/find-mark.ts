import { type ModelPath, valueAt } from "@yardmaster/core";
import type { Mark, WrittenModule } from "../writing/module-writer.ts";

/** The node that a place in a module is about: that of the last mark before it, or of the value behind the key there. */
export function findMark(
  { marked, marks, file }: WrittenModule,
  { line, column }: { readonly line: number; readonly column: number },
): Mark | undefined {
  const offset = offsetOf(marked, line) + column - 1;
  const rest = marked.slice(offset, offset + longestKey);
  // Compilers point at the comment before a value, or at the key that the value is for.
  const [, plain, quoted, number] = /^(?:([\w$]+)|"((?:[^"\\]|\\.)*)")?:?\s*(?:\/\*@(\d+)\*\/)?/.exec(rest) ?? [];
  if (number !== undefined) return marks[Number(number)];
  const before = lastMark(marked.slice(0, offset), marks);
  const key = plain ?? quoted;
  const isKey = key !== undefined && /^(?:[\w$]+|"(?:[^"\\]|\\.)*")\s*:/.test(rest);
  const sibling = isKey && before ? valueBeside(before.path, key, file.model) : undefined;
  return sibling ? { path: sibling } : before;
}

const longestKey = 400;

function lastMark(text: string, marks: readonly Mark[]): Mark | undefined {
  const start = text.lastIndexOf("/*@");
  const number = start < 0 ? undefined : /^\/\*@(\d+)\*\//.exec(text.slice(start))?.[1];
  return number === undefined ? undefined : marks[Number(number)];
}

/** The value of a key in the innermost map around a node that has it. */
function valueBeside(path: ModelPath, key: string, model: WrittenModule["file"]["model"]): ModelPath | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const at = [...path.slice(0, depth), key];
    if (valueAt(at, model) !== undefined) return at;
  }
  return undefined;
}

function offsetOf(text: string, line: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return start;
}
