import { join } from "node:path";
import { type ActionFact, asMap, type Files, type RepositoryFacts } from "@yardmaster/core";
import { parseAction, readHeader } from "@yardmaster/yaml-io";
import { readWritten } from "./read-written.ts";

interface Place {
  /** Absolute. */
  readonly root: string;
  readonly files: Files;
  /** Paths of what the sources make. */
  readonly made: ReadonlySet<string>;
  /** Whether a source with an error may make a file. */
  readonly mayBeMade: (path: string) => boolean;
}

/** Actions of a repository by their metadata on the disk, each looked for once. */
export function createActionLookUp(place: Place): RepositoryFacts["action"] {
  const known = new Map<string, ActionFact>();
  return (folder) => {
    const found = known.get(folder) ?? findAction(folder, place);
    known.set(folder, found);
    return found;
  };
}

function findAction(folder: string, { root, files, made, mayBeMade }: Place): ActionFact {
  const under = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  const own = under("action.yml");
  if (made.has(own) || made.has(under("action.yaml"))) return "unknown"; // typed by the handle that made it
  for (const path of [own, under("action.yaml")]) {
    const [bytes] = files.readAll([join(root, path)]);
    if (!bytes) continue;
    const { text, model } = readWritten(bytes);
    if (readHeader(text)) continue; // an orphan is about to go
    const parsed = parseAction(text, "action");
    if (!parsed.ok) return { unreadable: { path, reason: parsed.error } };
    return { metadata: parsed.value, file: path, model: asMap(model) ?? {} };
  }
  const [dockerfile] = files.readAll([join(root, under("Dockerfile"))]);
  return mayBeMade(own) || dockerfile !== undefined ? "unknown" : "missing";
}
