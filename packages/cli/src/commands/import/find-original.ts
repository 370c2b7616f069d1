import { join } from "node:path";
import { readHeader } from "@yardmaster/yaml-io";
import type { Host } from "../../program/host.ts";

/** A YAML text from before a module made it. */
export interface Original {
  readonly text: string;
  /** Where it was found. */
  readonly from: "on the disk" | "in git's index" | "in git's last commit" | "that was given";
}

/** The first that is not generated: the file on the disk, in git's index, in the last commit. */
export async function findOriginal(path: string, root: string, { files, git }: Host): Promise<Original | undefined> {
  const places: readonly (readonly [Original["from"], (name: string) => Promise<Uint8Array | undefined>])[] = [
    ["on the disk", (name) => files.read(join(root, name))],
    ["in git's index", async (name) => git?.staged(root, name)],
    ["in git's last commit", async (name) => git?.committed(root, name)],
  ];
  for (const [from, read] of places) {
    for (const name of namesOf(path)) {
      const bytes = await read(name);
      const text = bytes && new TextDecoder().decode(bytes);
      if (text !== undefined && !readHeader(text)) return { text, from };
    }
  }
  return undefined;
}

/** It may have been called `.yaml` once. */
function namesOf(path: string): readonly string[] {
  const other = path.endsWith(".yaml") ? path.replace(/\.yaml$/, ".yml") : path.replace(/\.yml$/, ".yaml");
  return [path, other];
}
