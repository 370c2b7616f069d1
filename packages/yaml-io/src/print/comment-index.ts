import { InvariantError, type ModelComment, type ModelPath } from "@yardmaster/core";
import { commentText } from "./scalar-text.ts";

/** Comments by node, taken as the printer meets the nodes. */
export interface CommentIndex {
  /** Lines before the node, with their `#`. */
  takeAbove(path: ModelPath): readonly string[];
  /** The text after the node on its line, with `#`; undefined when there is none. */
  takeEnd(path: ModelPath): string | undefined;
  /** Lines after the last entry of the node, or in place of a value. */
  takeLast(path: ModelPath): readonly string[];
  /** Throws when a comment's node never came: it would be lost without a word. */
  assertAllTaken(): void;
}

/** A comment's line, with its `#`. */
export interface CommentLine {
  readonly path: ModelPath;
  readonly position: ModelComment["position"];
  readonly line: string;
}

export function indexComments(comments: readonly ModelComment[]): CommentIndex {
  const lines = comments.flatMap(({ path, position, text }): CommentLine[] => {
    const parts = text.split(/\r\n|[\r\n]/).filter((part) => position !== "end" || commentText(part) !== "");
    return parts.map((part) => ({ path, position, line: commentLine(part) }));
  });
  return indexLines(lines);
}

/** Several at one end stand on one line. */
export function indexLines(comments: readonly CommentLine[]): CommentIndex {
  const byPlace = new Map<string, string[]>();
  for (const { path, position, line } of comments) {
    const place = placeKey(position, path);
    byPlace.set(place, [...(byPlace.get(place) ?? []), line]);
  }
  const take = (position: ModelComment["position"], path: ModelPath): readonly string[] => {
    if (byPlace.size === 0) return [];
    const place = placeKey(position, path);
    const lines = byPlace.get(place) ?? [];
    byPlace.delete(place);
    return lines;
  };
  return {
    takeAbove: (path) => take("above", path),
    takeEnd: (path) => {
      const [first, ...others] = take("end", path);
      return first === undefined ? undefined : [first, ...others.map((line) => line.replace(/^# ?/, ""))].join(" ");
    },
    takeLast: (path) => take("last", path),
    assertAllTaken: () => {
      const [lost] = byPlace.keys();
      if (lost !== undefined) throw new InvariantError(`A comment stands at no printed node: ${lost}`);
    },
  };
}

/** A text that begins with `#` has one already. */
export function commentLine(text: string): string {
  const line = commentText(text);
  return (line.startsWith("#") ? line : `# ${line}`).trimEnd();
}

function placeKey(position: ModelComment["position"], path: ModelPath): string {
  return `${position} ${JSON.stringify(path)}`;
}
