import { isWithin, type ModelComment, type ModelPath } from "@yardmaster/core";
import { settleComments, type YamlDocument } from "@yardmaster/yaml-io";
import { pathKey } from "./decisions.ts";

/** A comment below a node, by the path from there. */
export type CommentBelow = ModelComment;

/**
 * The comments of a document by the node that they are about. Whoever writes a node takes them; what no writer of a part
 * has taken, the writer of the whole does.
 */
export interface CommentTable {
  /** Lines before everything; lines after everything. */
  readonly start: readonly string[];
  readonly end: readonly string[];
  /** Those of a node itself, taken. */
  take(path: ModelPath): readonly ModelComment[];
  /** Those of a node and of all below it that nobody has taken, taken, with paths relative to it. */
  takeBelow(path: ModelPath): readonly CommentBelow[];
}

/** Texts are such that the language prints each line as it stands. */
export function tabulateComments(document: YamlDocument): CommentTable {
  const { start, lines, end } = settleComments(document.comments(), document.model ?? null);
  const byPath = new Map<string, ModelComment[]>();
  for (const { path, position, line } of lines) {
    const key = pathKey(path);
    byPath.set(key, [...(byPath.get(key) ?? []), { path, position, text: commentText(line, position) }]);
  }
  return {
    start: start.map((line) => commentText(line, "above")),
    end: end.map((line) => commentText(line, "above")),
    take: (path) => {
      const key = pathKey(path);
      const taken = byPath.get(key) ?? [];
      byPath.delete(key);
      return taken;
    },
    takeBelow: (path) =>
      [...byPath].flatMap(([key, comments]) => {
        if (!comments.every((comment) => isWithin(comment.path, path))) return [];
        byPath.delete(key);
        return comments.map((comment) => ({ ...comment, path: comment.path.slice(path.length) }));
      }),
  };
}

/** The language puts `# ` before a text that does not begin with `#`. */
function commentText(line: string, position: ModelComment["position"]): string {
  if (line === "#") return position === "end" ? line : "";
  const text = line.startsWith("# ") ? line.slice(2) : line;
  return text.startsWith("#") ? line : text;
}
