import type { ModelComment, ModelPath } from "@yardmaster/core";

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
