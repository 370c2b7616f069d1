import type { ModelComment, Value } from "@yardmaster/core";
import { writeCondition } from "../values/write-condition.ts";
import { writeMap } from "../values/write-map.ts";
import { writeNote, writeNoted } from "../values/write-note.ts";
import { writeString } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import type { PlacedStep } from "./place-steps.ts";

export interface OptionsRequest {
  /** Keys of the step that its options have. */
  readonly known: ReadonlySet<string>;
  /** Keys that are written elsewhere, or follow from what is: the script, the action and its inputs. */
  readonly written: readonly string[];
  /** Options that are no keys of the YAML. */
  readonly added?: readonly (readonly [key: string, source: string])[];
  /** Comments below the step that others have taken and have no place for. */
  readonly taken?: readonly ModelComment[];
}

/**
 * The options of a step, with all of its comments that are left: it comes last of all that is written of a step.
 * @returns undefined where there are none.
 */
export function writeOptions(
  { keys, path }: PlacedStep,
  { known, written, added = [], taken = [] }: OptionsRequest,
  references: References,
  writer: ModuleWriter,
): string | undefined {
  const insides: ModelComment[] = [...taken];
  const given = Object.entries(keys).filter(
    (entry): entry is [string, Value] =>
      entry[1] !== undefined && !written.includes(entry[0]) && !(isMapKey(entry[0]) && saysNothing(entry)),
  );
  const own = given.filter(([key]) => known.has(key)).map(writeOption);
  const unknown = given.filter(([key]) => !known.has(key)).map(writeOption);
  const isEmpty = given.every(([key, value]) => known.has(key) || isNothing(value));
  const reason = isEmpty ? "It is empty." : "A step has no such key here.";
  const hatch = unknown.length === 0 ? [] : [["raw", raw(writeMap(unknown), reason)] as const];
  const note = writeNote([...insides, ...writer.comments.takeBelow(path)]);
  const entries = [...(note === undefined ? [] : [["note", note] as const]), ...own, ...added, ...hatch];
  return entries.length === 0 ? undefined : writeMap(entries);

  /** An empty map, unless there are comments in it. */
  function saysNothing([key, value]: readonly [string, Value | undefined]): boolean {
    if (value === undefined || !isNothing(value)) return false;
    const inside = writer.comments.takeBelow([...path, key]);
    insides.push(...inside.map((comment) => ({ ...comment, path: [key, ...comment.path] })));
    return inside.length === 0;
  }

  function writeOption([key, value]: readonly [string, Value]): readonly [string, string] {
    const at = [...path, key];
    const write = key === "if" ? writeCondition : writeValue;
    const source = write(value, at, references, writer);
    // Those at the key of a map are the step's, which has a place for them; an id takes none.
    if (key === "id") return [key, source];
    if (typeof value === "object")
      return [key, value === null && known.has(key) ? raw(source, "It is empty.") : source];
    return [key, writeNoted(source, writer.comments.take(at), writer)];
  }

  function raw(source: string, why: string): string {
    return `${writer.language("raw")}(${source}, ${writeString(why)})`;
  }
}

function isMapKey(key: string): boolean {
  return key === "env" || key === "with";
}

function isNothing(value: Value): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}
