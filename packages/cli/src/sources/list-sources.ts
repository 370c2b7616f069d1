import { join } from "node:path";
import type { Files } from "../host.ts";
import { sourcesFolder } from "../repository.ts";

/** The modules that `gen` evaluates, relative to the root, sorted. */
export async function listSources(root: string, files: Files): Promise<readonly string[]> {
  const names = await files.list(join(root, sourcesFolder), "recursive");
  return names
    .filter((name) => /\.(?:action|tasks|workflow)\.ts$/.test(name) && !name.split("/").includes("node_modules"))
    .map((name) => `${sourcesFolder}/${name}`);
}
