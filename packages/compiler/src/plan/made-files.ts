import { join } from "node:path";
import { type Files, isMap, type Value } from "@yardmaster/core";
import type { GeneratedText } from "../documents/generated-text.ts";
import { cacheFolder, packagesFolder } from "../host/cache-folder.ts";
import { digestText } from "./content-ids.ts";

/** Digests of what `gen` and `adopt` left on the disk last, by path. */
export type MadeFiles = ReadonlyMap<string, string>;

const madeFile = `${cacheFolder}/made.json`;
const version = 1;

/** Nothing where the record is missing, of another version or not to be read: git is asked then. */
export function readMade(root: string, files: Files): MadeFiles {
  const bytes = files.recall(join(root, madeFile));
  const record = bytes && parseJson(new TextDecoder().decode(bytes));
  if (record === undefined || !isMap(record) || record.version !== version) return new Map();
  const entries = record.files !== undefined && isMap(record.files) ? Object.entries(record.files) : [];
  return new Map(entries.flatMap(([path, digest]) => (typeof digest === "string" ? [[path, digest] as const] : [])));
}

/**
 * Keeps a record only beside other caches, in a folder that git does not follow.
 * @param made files as they are on the disk now. Of others, the record stays as it is.
 */
export async function recordMade(
  made: readonly Pick<GeneratedText, "path" | "text">[],
  root: string,
  files: Files,
): Promise<void> {
  if (made.length === 0 || !(await files.isFolder(join(root, packagesFolder)))) return;
  const before = readMade(root, files);
  const digests = new Map([...before, ...made.map(({ path, text }) => [path, digestText(text)] as const)]);
  if (made.every(({ path }) => before.get(path) === digests.get(path))) return;
  const text = `${JSON.stringify({ version, files: Object.fromEntries([...digests].sort()) }, null, 1)}\n`;
  files.keep(join(root, madeFile), text);
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
