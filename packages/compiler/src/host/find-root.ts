import { dirname, join } from "node:path";
import type { Files } from "@yardmaster/core/host";
import { sourcesFolder } from "./sources-folder.ts";

/** @returns undefined when neither the folder nor one above it holds `workflows-src/`. */
export async function findRoot(folder: string, files: Files): Promise<string | undefined> {
  if (await files.isFolder(join(folder, sourcesFolder))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRoot(parent, files);
}
