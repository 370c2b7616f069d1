import { InvariantError, type ModelComment, type ModelPath } from "@yardmaster/core";
import { commentText } from "./scalar-text.ts";

/** Comments by node, taken as the printer meets the nodes. */
export interface CommentIndex {
  /** Lines before the node, with their `#`. */
  takeAbove(path: ModelPath): string[];
  /** The text after the node on its line, with `#`; undefined when there is none. */
  takeEnd(path: ModelPath): string | undefined;
  /** Throws when a comment's node never came: it would be lost without a word. */
  assertAllTaken(): void;
}

export function indexComments(comments: readonly ModelComment[]): CommentIndex {
  const byPlace = new Map<string, string[]>();
  for (const { path, position, text } of comments) {
    const place = placeKey(position, path);
    byPlace.set(place, [...(byPlace.get(place) ?? []), ...text.split(/\r\n|[\r\n]/)]);
  }
  const take = (place: string): string[] => {
    const lines = byPlace.get(place) ?? [];
    byPlace.delete(place);
    return lines;
  };
  return {
    takeAbove: (path) => take(placeKey("above", path)).map(commentLine),
    takeEnd: (path) => {
      const texts = take(placeKey("end", path)).map(commentText).filter(Boolean);
      return texts.length === 0 ? undefined : commentLine(texts.join(" "));
    },
    assertAllTaken: () => {
      const [lost] = byPlace.keys();
      if (lost !== undefined) throw new InvariantError(`A comment stands at no printed node: ${lost}`);
    },
  };
}

export function commentLine(text: string): string {
  return `# ${commentText(text)}`.trimEnd();
}

function placeKey(position: ModelComment["position"], path: ModelPath): string {
  return `${position} ${JSON.stringify(path)}`;
}
