import type { ModelComment, ModelPath } from "@yardmaster/core";
import { writeNoted } from "../values/write-note.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";

/** The source of a key's value with the comments of its entry. */
export function withComments(source: string, path: ModelPath, writer: ModuleWriter): string {
  return writeNoted(source, writer.comments.take(path), writer);
}

/**
 * A writer that leaves comments where they are, for parts that the language reads before it knows of comments: they become
 * notes of the node around.
 */
export function withoutComments(writer: ModuleWriter): ModuleWriter {
  return { ...writer, comments: { start: [], end: [], take: () => [], takeBelow: () => [] } };
}

/** What stands above the first key stands above the whole, if that key comes first again: a name does. */
export function commentsAboveAll({ comments, file }: ModuleWriter): readonly ModelComment[] {
  if (Object.keys(file.model)[0] !== "name") return [];
  return comments.take(["name"]).map((comment) => (comment.position === "above" ? { ...comment, path: [] } : comment));
}
