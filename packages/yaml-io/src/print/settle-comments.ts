import { type ModelPath, type Value, valueAt } from "@yardmaster/core";
import type { YamlComment } from "../read/document.ts";
import type { CommentLine } from "./comment-index.ts";

export interface SettledComments {
  /** Before everything. */
  readonly start: readonly string[];
  readonly lines: readonly CommentLine[];
  /** After everything. */
  readonly end: readonly string[];
}

/** Gives each comment of a text a place that the printer has. */
export function settleComments(comments: readonly YamlComment[], model: Value): SettledComments {
  const start: string[] = [];
  const lines: CommentLine[] = [];
  const end: string[] = [];
  const atEnd = new Map<string, YamlComment>();
  for (const comment of comments) if (isAtEnd(comment)) atEnd.set(JSON.stringify(comment.path), comment);
  for (const comment of comments) {
    const { kind, path: stated, text: line } = comment;
    const path = knownPart(stated, model);
    if (kind === "fileEnd") end.push(line);
    else if (kind === "fileStart" || path.length === 0) start.push(line);
    else if (path.length < stated.length) lines.push({ path, position: "above", line });
    else if (kind === "blockEnd") lines.push({ path, position: canHold(path, model) ? "last" : "above", line });
    else {
      // A line has room for one: where more stand at one value, the others go above it.
      const isLast = isAtEnd(comment) && atEnd.get(JSON.stringify(path)) === comment;
      lines.push({ path, position: isLast ? "end" : "above", line });
    }
  }
  return { start, lines, end };
}

function isAtEnd({ kind }: YamlComment): boolean {
  return kind === "header" || kind === "endOfLine";
}

/** A key that is no text, such as a list, has no path in the model. */
function knownPart(path: ModelPath, model: Value): ModelPath {
  const steps = path.findIndex((_, depth) => valueAt(path.slice(0, depth + 1), model) === undefined);
  return steps === -1 ? path : path.slice(0, steps);
}

function canHold(path: ModelPath, model: Value): boolean {
  const value = valueAt(path, model);
  return value === null || typeof value === "object";
}
