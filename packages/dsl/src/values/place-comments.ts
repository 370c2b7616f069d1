import { formatModelPath, isMap, type ModelComment, type ModelPath, type ValueMap, valueAt } from "@yardmaster/core";
import type { NotedPlace } from "../author/note.ts";
import { noteAtScalar, notePathUnknown } from "./diagnostics.ts";
import type { Lowering } from "./lowering.ts";

/** Puts the comments of a node's note at its path and below. */
export function placeNote(note: readonly NotedPlace[], path: ModelPath, into: Lowering): void {
  for (const { below, comments } of note) {
    for (const comment of comments) into.comments.push({ path: [...path, ...below], ...comment });
  }
}

/** Reports comments for which the document has no place: they would be lost. */
export function checkComments(model: ValueMap, into: Lowering): void {
  for (const comment of into.comments) checkComment(comment, model, into);
}

function checkComment({ path, position, text }: ModelComment, model: ValueMap, into: Lowering): void {
  const value = valueAt(path, model);
  const node = formatModelPath(path);
  if (value === undefined) {
    const depth = path.findIndex((_, index) => valueAt(path.slice(0, index + 1), model) === undefined);
    const around = path.slice(0, depth);
    const inside = valueAt(around, model);
    const known = isMap(inside) ? Object.keys(inside) : [];
    into.diagnostics.push(notePathUnknown({ text, node, name: String(path[depth]), known }, { path: around }));
  } else if (position === "last" && value !== null && typeof value !== "object") {
    into.diagnostics.push(noteAtScalar({ text, node }, { path }));
  }
}
