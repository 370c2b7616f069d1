import { join } from "node:path";
import { readHeader } from "@yardmaster/yaml-io";
import type { Host } from "../../program/host.ts";

/** A YAML text from before a module made it. */
export interface Original {
  readonly text: string;
  /** Its file. */
  readonly name: string;
  /** Where it was found, such as `in git's index`; `that was given` where that was said. */
  readonly from: string;
}

/** An import is edited soon after it was made. */
const maximumCommits = 200;

/** The first that is not generated: the file on the disk, in git's index, in the last commit, in those before it. */
export async function findOriginal(path: string, root: string, { files, git }: Host): Promise<Original | undefined> {
  const places: readonly (readonly [string, (name: string) => Promise<Uint8Array | undefined>])[] = [
    ["on the disk", (name) => files.read(join(root, name))],
    ["in git's index", async (name) => git?.staged(root, name)],
    ["in git's last commit", async (name) => git?.committed(root, name)],
  ];
  for (const [from, read] of places) {
    for (const name of namesOf(path)) {
      const bytes = await read(name);
      const text = bytes && new TextDecoder().decode(bytes);
      if (text !== undefined && !readHeader(text)) return { text, name, from };
    }
  }
  for (const { commit, content } of git?.versions(root, namesOf(path), maximumCommits) ?? []) {
    const text = new TextDecoder().decode(content);
    if (!readHeader(text)) return { text, name: path, from: `in git's commit ${commit.slice(0, 10)}` };
  }
  return undefined;
}

/** It may have been called `.yaml` once. */
function namesOf(path: string): readonly string[] {
  const other = path.endsWith(".yaml") ? path.replace(/\.yaml$/, ".yml") : path.replace(/\.yml$/, ".yaml");
  return [path, other];
}
