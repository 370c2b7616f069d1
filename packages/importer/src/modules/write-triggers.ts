import { isMap, type ModelPath, platformEvents, type Value, type ValueMap } from "@yardmaster/core";
import { writeNote } from "../values/write-note.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { beforeTriggers } from "./before-triggers.ts";
import { withComments } from "./comments-at-keys.ts";
import { type Entry, printEntries, printInline } from "./print-entries.ts";
import { writeInputs, writeSecrets } from "./write-inputs.ts";

/** The first argument of `triggers(…)`: a text or list of events is a map without bodies. */
export function writeTriggers(on: Value | undefined, writer: ModuleWriter): string {
  const entries = eventsOf(on).map(({ name, body, at }) => ({
    name,
    body,
    at,
    isKnown: Object.hasOwn(platformEvents, name),
  }));
  const known = entries.filter(({ isKnown }) => isKnown);
  const unknown = entries.filter(({ isKnown }) => !isKnown).map(({ name, body }) => [name, body] as const);
  const written = known.map(({ name, body, at }): Entry => [name, writeEvent(name, body, at, writer)]);
  const raw =
    unknown.length === 0
      ? []
      : [rawEntry(Object.fromEntries(unknown), "The language does not know these events.", ["on"], writer)];
  return printEntries([...written, ...raw]);
}

interface Event {
  readonly name: string;
  readonly body: Value;
  /** Where it stands in the file. */
  readonly at: ModelPath;
}

function eventsOf(on: Value | undefined): readonly Event[] {
  if (typeof on === "string") return [{ name: on, body: null, at: ["on"] }];
  if (Array.isArray(on)) {
    return (on as readonly Value[]).map((name, index) => ({ name: String(name), body: null, at: ["on", index] }));
  }
  if (!isMap(on)) return [];
  return Object.entries(on).map(([name, body]) => ({ name, body: body ?? null, at: ["on", name] }));
}

function writeEvent(name: string, body: Value, at: ModelPath, writer: ModuleWriter): string {
  const mark = writer.mark(["on", name]);
  const reason = writer.decisions.raw.get(pathKey(["on", name]));
  if (reason !== undefined || (body !== null && !isMap(body))) {
    return name === "schedule" && reason === undefined
      ? writeValue(body, at, beforeTriggers(writer), writer)
      : writeRaw(body, at, reason ?? "This event does not take such a body.", writer);
  }
  const entries = body === null ? [] : writeEventKeys(name, body, at, writer);
  // Of an event in a list, the comment above its item.
  const note = writeNote(at.length === 1 ? [] : writer.comments.takeBelow(at));
  const all: readonly Entry[] = note === undefined ? entries : [["note", note], ...entries];
  if (all.length === 0) return mark + (body === null || Object.keys(body).length > 0 ? "null" : "{}");
  return mark + printInline(all);
}

function writeEventKeys(name: string, body: ValueMap, at: ModelPath, writer: ModuleWriter): readonly Entry[] {
  const known: Entry[] = [];
  const unknown: [string, Value][] = [];
  for (const [key, value = null] of Object.entries(body)) {
    const path = [...at, key];
    // The language has the outputs of a reusable workflow beside its jobs.
    if (name === "workflow_call" && key === "outputs") continue;
    // An empty key declares nothing.
    if (value === null && (key === "inputs" || key === "secrets")) continue;
    if (!keysOf(name).includes(key)) unknown.push([key, value]);
    else if (key === "inputs" && isMap(value)) known.push([key, writeInputs(value, path, name, writer)]);
    else if (key === "secrets" && isMap(value)) known.push([key, writeSecrets(value, path, writer)]);
    else known.push([key, withComments(writeValue(value, path, beforeTriggers(writer), writer), path, writer)]);
  }
  if (unknown.length === 0) return known;
  return [
    ...known,
    rawEntry(Object.fromEntries(unknown), `The language does not know these keys of \`${name}\`.`, at, writer),
  ];
}

function rawEntry(keys: ValueMap, why: string, at: ModelPath, writer: ModuleWriter): Entry {
  return ["raw", writeRaw(keys, at, why, writer)];
}

function keysOf(event: string): readonly string[] {
  const refs = ["branches", "branches-ignore", "tags", "tags-ignore"];
  const ignored: Readonly<Record<string, readonly string[]>> = {
    merge_group: ["paths", "paths-ignore"],
    create: refs,
    delete: refs,
    workflow_dispatch: ["inputs"],
    workflow_call: ["inputs", "secrets"],
  };
  const facts: Readonly<Record<string, { readonly keys: readonly string[] }>> = platformEvents;
  return [...(facts[event]?.keys ?? []), ...(ignored[event] ?? [])];
}
