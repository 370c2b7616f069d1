import { join } from "node:path";
import type { ActionFact, Files, RepositoryFacts } from "@yardmaster/core";
import { parseAction, readHeader } from "@yardmaster/yaml-io";

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
  const known = new Map<string, Promise<ActionFact>>();
  return (folder) => {
    const found = known.get(folder) ?? findAction(folder, place);
    known.set(folder, found);
    return found;
  };
}

async function findAction(folder: string, { root, files, made, mayBeMade }: Place): Promise<ActionFact> {
  const under = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  const own = under("action.yml");
  if (made.has(own)) return "unknown"; // typed by the handle that made it
  for (const path of [own, under("action.yaml")]) {
    const bytes = await files.read(join(root, path));
    const text = bytes && new TextDecoder().decode(bytes);
    if (text === undefined || readHeader(text)) continue; // an orphan is about to go
    const parsed = parseAction(text, "action");
    return parsed.ok ? { metadata: parsed.value } : { unreadable: { path, reason: parsed.error } };
  }
  const isThere = mayBeMade(own) || (await files.read(join(root, under("Dockerfile")))) !== undefined;
  return isThere ? "unknown" : "missing";
}
