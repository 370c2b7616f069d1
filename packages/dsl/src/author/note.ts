import { type ModelPath, parseModelPath, reportMistake } from "@yardmaster/core";
import { checkOptions } from "./check-options.ts";
import { notePathInvalid } from "./diagnostics.ts";
import { commentsOf, type NoteAt, type ValueComment } from "./noted.ts";

/** Comments at a node, and at nodes below it. */
export interface Note extends NoteAt {
  /**
   * By the path from the node: `"needs[0]"`, `"with.path"`, `"env[\"odd.name\"]"`; a text is a comment above. A path that
   * leads nowhere is an error.
   */
  readonly at?: { readonly [path: string]: string | NoteAt };
}

/** Comments of a note with the node that they are about, by its path from the node that has the note. */
export interface NotedPlace {
  readonly below: ModelPath;
  readonly comments: readonly ValueComment[];
}

/** @param of for messages: `a step`. */
export function readNote(note: string | Note | undefined, of: string): readonly NotedPlace[] {
  if (note === undefined) return [];
  const name = `\`note\` of ${of}`;
  if (typeof note === "string") return [{ below: [], comments: commentsOf(note, name) }];
  const { at = {}, ...own } = checkOptions(note, name);
  const places = Object.entries(checkOptions(at, `\`at\` of ${name}`)).map(([path, inner]): NotedPlace => {
    const below = parseModelPath(path);
    if (below === undefined) reportMistake(notePathInvalid({ path, of }));
    return { below: below ?? [], comments: commentsOf(inner, `${JSON.stringify(path)} of ${name}`) };
  });
  return [{ below: [], comments: commentsOf(own, name) }, ...places];
}
