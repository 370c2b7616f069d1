import type { ModelPath, Value, ValueMap } from "@yardmaster/core";
import type { CommentIndex } from "./comment-index.ts";
import { isStepList, orderedEntries } from "./key-order.ts";
import { isLiteral, literalHeader, scalarText } from "./scalar-text.ts";

/** What follows `key:` or `-`: the rest of that line, and the lines below it. */
interface Printed {
  readonly rest: string;
  readonly below: readonly string[];
}

/** YAML 1.2 limits an implicit key to 1024 characters. */
const implicitKeyLimit = 1000;

/**
 * Lines of a block mapping. Written here and not by the `yaml` library because the bytes are a contract with whoever
 * committed the file: they must not change when a dependency's heuristics do. The library reads them back in tests and
 * before anything is written.
 */
export function printMap(map: ValueMap, path: ModelPath, indent: string, comments: CommentIndex): string[] {
  const entries = orderedEntries(map, path).map(([key, value]) => {
    const child = [...path, key];
    const above = comments.takeAbove(child).map((comment) => indent + comment);
    const { rest, below } = printValue(value, child, indent, comments);
    return [...above, ...printKey(keyText(key, path), rest, indent), ...below];
  });
  return joinEntries(entries, path.length === 0 || (path.length === 1 && path[0] === "jobs"));
}

function printList(list: readonly Value[], path: ModelPath, indent: string, comments: CommentIndex): string[] {
  const entries = list.map((value, index) => {
    const child = [...path, index];
    const above = comments.takeAbove(child).map((comment) => indent + comment);
    const { rest, below } = printValue(value, child, indent, comments);
    if (value === null) return [...above, `${indent}- null${rest}`];
    const [first, ...others] = below;
    const joinsFirstLine = rest === "" && first !== undefined;
    return joinsFirstLine
      ? [...above, `${indent}- ${first.slice(indent.length + 2)}`, ...others]
      : [...above, `${indent}-${rest}`, ...below];
  });
  return joinEntries(entries, isStepList(path));
}

function printValue(value: Value, path: ModelPath, indent: string, comments: CommentIndex): Printed {
  const comment = comments.takeEnd(path);
  const end = comment === undefined ? "" : ` ${comment}`;
  const inner = `${indent}  `;
  if (value === null) return { rest: end, below: [] };
  if (typeof value === "string" && isLiteral(value)) {
    return { rest: ` ${literalHeader(value)}${end}`, below: literalLines(value, inner) };
  }
  if (typeof value !== "object") return { rest: ` ${scalarText(value)}${end}`, below: [] };
  const below = isList(value) ? printList(value, path, inner, comments) : printMap(value, path, inner, comments);
  if (below.length === 0) return { rest: ` ${isList(value) ? "[]" : "{}"}${end}`, below };
  return { rest: end, below };
}

function literalLines(text: string, indent: string): string[] {
  const lines = text.split("\n");
  if (text.endsWith("\n")) lines.pop();
  return lines.map((line) => (line === "" ? "" : indent + line));
}

function printKey(key: string, rest: string, indent: string): string[] {
  return key.length > implicitKeyLimit ? [`${indent}? ${key}`, `${indent}:${rest}`] : [`${indent}${key}:${rest}`];
}

/** `on` is a boolean to YAML 1.1 only; every workflow writes it plain. */
function keyText(key: string, path: ModelPath): string {
  return path.length === 0 && key === "on" ? key : scalarText(key);
}

/**
 * Where entries are spaced, a blank line separates two of them unless both are single lines. After a block that keeps its
 * last newlines it would become part of the text, and is there already.
 */
function joinEntries(entries: readonly string[][], spaced: boolean): string[] {
  return entries.flatMap((lines, index) => {
    const before = entries[index - 1];
    const separated = spaced && before !== undefined && before.length + lines.length > 2 && before.at(-1) !== "";
    return separated ? ["", ...lines] : lines;
  });
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
