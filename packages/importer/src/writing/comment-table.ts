import type { ModelComment, ModelPath } from "@yardmaster/core";
import { settleComments, type YamlDocument } from "@yardmaster/yaml-io";

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
  const root: CommentedNode = { own: [], below: new Map() };
  for (const { path, position, line } of lines) {
    nodeFor(path, root).own.push({ path, position, text: commentText(line, position) });
  }
  return {
    start: start.map((line) => commentText(line, "above")),
    end: end.map((line) => commentText(line, "above")),
    take: (path) => nodeAt(path, root)?.own.splice(0) ?? [],
    takeBelow: (path) => {
      const node = nodeAt(path, root);
      if (!node) return [];
      const taken = commentsOf(node);
      node.own = [];
      node.below.clear();
      return taken.map((comment) => ({ ...comment, path: comment.path.slice(path.length) }));
    },
  };
}

/** A node of the document that has comments, or something below it has: large files are asked for thousands. */
interface CommentedNode {
  own: ModelComment[];
  readonly below: Map<string | number, CommentedNode>;
}

function nodeAt(path: ModelPath, root: CommentedNode): CommentedNode | undefined {
  return path.reduce<CommentedNode | undefined>((node, key) => node?.below.get(key), root);
}

function nodeFor(path: ModelPath, root: CommentedNode): CommentedNode {
  return path.reduce((node, key) => {
    const inner = node.below.get(key) ?? { own: [], below: new Map() };
    node.below.set(key, inner);
    return inner;
  }, root);
}

function commentsOf({ own, below }: CommentedNode): readonly ModelComment[] {
  return [...own, ...[...below.values()].flatMap(commentsOf)];
}

/** The language puts `# ` before a text that does not begin with `#`. */
function commentText(line: string, position: ModelComment["position"]): string {
  if (line === "#") return position === "end" ? line : "";
  const text = line.startsWith("# ") ? line.slice(2) : line;
  return text.startsWith("#") ? line : text;
}
