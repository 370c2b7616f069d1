import type { ModelPath, YamlNode } from "@yardmaster/core";
import { type Entry, type Holder, listEntries } from "./list-entries.ts";

/**
 * - `fileStart`: before the first key, and behind `---`
 * - `above`: on a line of its own before a key or an item, or between a key and its value
 * - `header`: behind `key:`, `-`, `|` or `[`, where the value follows on further lines
 * - `endOfLine`: behind the value, or behind a key without one
 * - `blockEnd`: after the last entry of a map or a list and indented with it, or inside of an empty one
 * - `fileEnd`: after everything
 */
export type CommentKind = "fileStart" | "above" | "header" | "endOfLine" | "blockEnd" | "fileEnd";

export interface PlacedComment {
  readonly kind: CommentKind;
  /** Of the entry that it is about; of the map or list at whose end it stands. The root for those of the file. */
  readonly path: ModelPath;
  /** With its `#`, without blanks at its end. */
  readonly text: string;
  readonly start: number;
}

/** Says for each comment what it is about, by the lines and columns that people go by. */
export function placeComments(
  text: string,
  root: YamlNode | undefined,
  offsets: readonly number[],
): readonly PlacedComment[] {
  const comments = offsets.map((start) => readComment(text, start));
  const entries = root ? listEntries(root, text) : [];
  const first = entries[isBlock(root) ? 1 : 0];
  let index = -1;
  let depthLimit = Infinity;
  return comments.map((comment, at) => {
    const before = index;
    while (entries[index + 1] && (entries[index + 1]?.start ?? 0) < comment.start) index++;
    if (index !== before) depthLimit = Infinity;
    const entry = entries[index];
    const { depth, ...place } = !entry
      ? beforeAll(comments.slice(at), first, text)
      : comment.isAlone
        ? alone(comment, entry, entries[index + 1], depthLimit)
        : behind(comment, entry);
    if (comment.isAlone) depthLimit = depth ?? 0;
    return { ...place, text: comment.text, start: comment.start };
  });
}

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly column: number;
  /** Nothing but blanks before it on its line. */
  readonly isAlone: boolean;
}

interface Placed extends Pick<PlacedComment, "kind" | "path"> {
  /** Of the map or list at whose end it stands: the next comment stands no further in. */
  readonly depth?: number;
}

function readComment(text: string, start: number): Comment {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", start);
  const end = newline < 0 ? text.length : newline;
  const isAlone = start === 0 || /^\ufeff?\s*$/.test(text.slice(lineStart, start));
  return { start, end, text: text.slice(start, end).trimEnd(), column: start - lineStart, isAlone };
}

/** Those that stand directly above the first entry are about it; a blank line, or `---`, makes them the file's. */
function beforeAll(rest: readonly Comment[], first: Entry | undefined, text: string): Placed {
  if (!first?.holder) return { kind: "fileStart", path: [] };
  const run = rest.filter(({ start }) => start < first.start);
  const isJoined = run.every(({ end, isAlone }, index) => {
    const gap = text.slice(end, run[index + 1]?.start ?? first.start);
    return isAlone && /^\r?\n[^\S\n]*(?:[-?][^\S\n]+)*$/.test(gap);
  });
  return isJoined ? { kind: "above", path: first.path } : { kind: "fileStart", path: [] };
}

function behind({ start }: Comment, entry: Entry): Placed {
  const { value, path } = entry;
  const header = { kind: path.length === 0 ? "fileStart" : "header", path } as const;
  if (value && !isEmpty(value) && start < value.end) return header;
  const closed = closedBefore(start, entry);
  return { kind: closed.length === 0 ? "fileEnd" : "endOfLine", path: closed };
}

/** The outermost of the flow maps and lists that end with an entry. */
function closedBefore(offset: number, entry: Entry): ModelPath {
  let { path } = entry;
  for (let holder = entry.holder; holder?.isFlow && holder.node.end <= offset; holder = holder.outer)
    path = holder.path;
  return path;
}

function alone(comment: Comment, entry: Entry, next: Entry | undefined, depthLimit: number): Placed {
  const { value, path, holder } = entry;
  if (value && !isEmpty(value) && !isBlock(value) && comment.start < value.start) return { kind: "above", path };
  const flow = openFlow(comment.start, entry);
  if (flow) {
    if (next && next.start < flow.node.end) return { kind: "above", path: next.path };
    return atEnd(flow.path);
  }
  if (next && next.path.length > path.length) return { kind: "above", path: next.path };
  const floor = next?.holder?.column ?? -1;
  if (comment.column > floor) {
    const isInEmpty = holder && !holder.isFlow && holder.node.kind === "map" && (!value || isEmpty(value));
    if (isInEmpty && comment.column > holder.column && path.length <= depthLimit) return atEnd(path);
    const ended = endedBlock(comment.column, holder, next?.holder, depthLimit);
    if (ended) return atEnd(ended.path);
  }
  return next ? { kind: "above", path: next.path } : { kind: "fileEnd", path: [] };
}

function openFlow(offset: number, { value, path, holder }: Entry): Pick<Holder, "path" | "node"> | undefined {
  if (value && isFlow(value) && offset < value.end) return { path, node: value };
  let open = holder;
  while (open && (!open.isFlow || open.node.end <= offset)) open = open.outer;
  return open;
}

/** The block that a comment in this column ends: where a list stands in the column of its key, the outer one. */
function endedBlock(
  column: number,
  from: Holder | undefined,
  to: Holder | undefined,
  depthLimit: number,
): Holder | undefined {
  let found: Holder | undefined;
  for (let block = from; block && block !== to; block = block.outer) {
    if (block.isFlow || block.column > column || block.path.length > depthLimit) continue;
    if (found && !(block.column === column && found.column === column)) break;
    found = block;
  }
  return found;
}

function atEnd(path: ModelPath): Placed {
  return { kind: path.length === 0 ? "fileEnd" : "blockEnd", path, depth: path.length };
}

function isBlock(node: YamlNode | undefined): boolean {
  return (node?.kind === "map" || node?.kind === "list") && !node.isFlow;
}

function isFlow(node: YamlNode): boolean {
  return (node.kind === "map" || node.kind === "list") && node.isFlow;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && !node.source && node.header === undefined;
}
