import { type ModelPath, parseModelPath, reportMistake } from "@yardmaster/core";
import { checkOptions } from "./check-options.ts";
import { notePathInvalid } from "./diagnostics.ts";
import { commentsOf, type NoteAt, type NoteText, type ValueComment } from "./noted.ts";

/** Comments at a node, and at nodes below it. */
export interface Note extends NoteAt {
  /**
   * By the path from the node: `"needs[0]"`, `"with.path"`, `"env[\"odd.name\"]"`; a text, or lines, stand above. A path that
   * leads nowhere is an error.
   */
  readonly at?: { readonly [path: string]: NoteText | NoteAt };
}

/** The option `note`: a text or lines above the node, or comments where they say. */
export type NoteOption = NoteText | Note;

/** Comments of a note with the node that they are about, by its path from the node that has the note. */
export interface NotedPlace {
  readonly below: ModelPath;
  readonly comments: readonly ValueComment[];
}

/** @param of for messages: `a step`. */
export function readNote(note: NoteOption | undefined, of: string): readonly NotedPlace[] {
  if (note === undefined) return [];
  const name = `\`note\` of ${of}`;
  if (isAbove(note)) return [{ below: [], comments: commentsOf(note, name) }];
  const { at = {}, ...own } = checkOptions(note, name);
  const places = Object.entries(checkOptions(at, `\`at\` of ${name}`)).map(([path, inner]): NotedPlace => {
    const below = parseModelPath(path);
    if (below === undefined) reportMistake(notePathInvalid({ path, of }));
    return { below: below ?? [], comments: commentsOf(inner, `${JSON.stringify(path)} of ${name}`) };
  });
  return [{ below: [], comments: commentsOf(own, name) }, ...places];
}

function isAbove(note: NoteOption): note is NoteText {
  return typeof note === "string" || Array.isArray(note);
}
