import type { ModelPath, Value, ValueMap } from "@yardmaster/core";
import type { CommentIndex } from "./comment-index.ts";
import { isStepList, orderedEntries } from "./key-order.ts";
import { isLiteral, literalHeader, scalarText } from "./scalar-text.ts";

export interface Printing {
  readonly comments: CommentIndex;
  /** Of a text that was read: the keys of a map in their order, where its model cannot tell. */
  readonly keysAt?: (path: ModelPath) => readonly string[] | undefined;
}

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
export function printMap(map: ValueMap, path: ModelPath, indent: string, printing: Printing): string[] {
  const entries = orderedEntries(map, path, printing.keysAt?.(path)).map(([key, value]) => {
    const child = [...path, key];
    const above = printing.comments.takeAbove(child).map((comment) => indent + comment);
    const { rest, below } = printValue(value, child, indent, printing);
    return [...above, ...printKey(keyText(key, path), rest, indent), ...below];
  });
  const last = printing.comments.takeLast(path).map((comment) => [indent + comment]);
  return joinEntries([...entries, ...last], path.length === 0 || (path.length === 1 && path[0] === "jobs"));
}

export function printList(list: readonly Value[], path: ModelPath, indent: string, printing: Printing): string[] {
  const entries = list.map((value, index) => {
    const child = [...path, index];
    const above = printing.comments.takeAbove(child).map((comment) => indent + comment);
    const { rest, below } = printValue(value, child, indent, printing);
    if (value === null) return [...above, `${indent}- null${rest}`, ...below];
    const [first, ...others] = below;
    // Behind the dash it would be the item's.
    const isOfFirstKey = first?.trimStart().startsWith("#") === true;
    const joinsFirstLine = rest === "" && first !== undefined && !isOfFirstKey;
    return joinsFirstLine
      ? [...above, `${indent}- ${first.slice(indent.length + 2)}`, ...others]
      : [...above, `${indent}-${rest}`, ...below];
  });
  const last = printing.comments.takeLast(path).map((comment) => [indent + comment]);
  return joinEntries([...entries, ...last], isStepList(path));
}

export function printValue(value: Value, path: ModelPath, indent: string, printing: Printing): Printed {
  const comment = printing.comments.takeEnd(path);
  const end = comment === undefined ? "" : ` ${comment}`;
  const inner = `${indent}  `;
  if (value === null) return { rest: end, below: printing.comments.takeLast(path).map((line) => inner + line) };
  if (typeof value === "string" && isLiteral(value)) {
    return { rest: ` ${literalHeader(value)}${end}`, below: literalLines(value, inner) };
  }
  if (typeof value !== "object") return { rest: ` ${scalarText(value)}${end}`, below: [] };
  const below = isList(value) ? printList(value, path, inner, printing) : printMap(value, path, inner, printing);
  const [open, close] = isList(value) ? "[]" : "{}";
  if (below.length === 0) return { rest: ` ${open}${close}${end}`, below };
  if (isBare(value)) return { rest: ` ${open}${end}`, below: [...below, inner + close] };
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

/** It has comments and nothing else. */
function isBare(value: readonly Value[] | ValueMap): boolean {
  return Object.values(value).every((child) => child === undefined);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
