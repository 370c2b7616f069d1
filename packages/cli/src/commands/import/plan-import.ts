import { join, posix } from "node:path";
import { type PlannedFile, sourcesFolder, type WritePlan } from "@yardmaster/compiler";
import { type Files, InvariantError } from "@yardmaster/core";
import type { ImportResult } from "@yardmaster/importer";
import type { ReadFile } from "./read-imported.ts";
import type { SortedFiles } from "./sort-imported.ts";

/** YAML that becomes what `gen` makes of its module. */
export interface Replacement {
  readonly file: ReadFile;
  readonly source: string;
  readonly text: string;
}

export interface Imported {
  readonly result: ImportResult;
  readonly sorted: SortedFiles;
}

/** Of proved files, and of those whose source makes the same already. */
export function findReplacements({ result, sorted }: Imported): readonly Replacement[] {
  const originals = new Map(sorted.toImport.map((file) => [file.path, file]));
  const proved = result.files.flatMap(({ path, module, yaml, state }): readonly Replacement[] => {
    const file = originals.get(path);
    return file && state === "proved" && yaml !== undefined ? [{ file, source: module, text: yaml }] : [];
  });
  const equal = sorted.equal.map(({ made, ...file }) => ({ file, source: made.source, text: made.text }));
  return [...proved, ...equal];
}

/** Modules of proved files, with what they share, by path: each behind those that it imports. */
export function findModules({ files, shared }: ImportResult): ReadonlyMap<string, string> {
  const proved = files.filter(({ state }) => state === "proved");
  const own = proved.flatMap(({ module, source }) => (source === undefined ? [] : [[module, source] as const]));
  const common = own.length > 0 ? shared.map(({ path, source }) => [path, source] as const) : [];
  const texts = new Map([...common, ...own]);
  const ordered = new Map<string, string>();
  for (const path of texts.keys()) addBehindImported(path, texts, ordered, new Set());
  return ordered;
}

function addBehindImported(
  path: string,
  texts: ReadonlyMap<string, string>,
  ordered: Map<string, string>,
  above: Set<string>,
): void {
  const text = texts.get(path);
  if (text === undefined || ordered.has(path) || above.has(path)) return;
  above.add(path);
  for (const [, imported = ""] of text.matchAll(/^(?:import|\}) .*from "(\.[^"]*)";$/gm)) {
    addBehindImported(posix.join(posix.dirname(path), imported), texts, ordered, above);
  }
  ordered.set(path, text);
}

/**
 * Modules come before the YAML that they make, and behind what they import: where a run is ended between them, the next
 * one finds that they make the same, and goes on.
 */
export async function planImport(imported: Imported, root: string, files: Files): Promise<WritePlan> {
  const modules = [...findModules(imported.result)].map(
    ([path, after]): PlannedFile => ({ kind: "create", path, source: path, after }),
  );
  for (const { path } of modules) {
    if (await files.read(join(root, path))) throw new InvariantError(`An import would overwrite ${path}.`);
  }
  const yaml = findReplacements(imported).map(
    ({ file, source, text }): PlannedFile => ({
      kind: "update",
      path: file.path,
      source,
      before: file.bytes,
      after: text,
    }),
  );
  return [...modules, ...yaml];
}

/** What a run that was killed left beside modules and YAML, from the root. */
export async function findLeftovers(plan: WritePlan, root: string, files: Files): Promise<readonly string[]> {
  const folders = new Set([sourcesFolder, ...plan.map(({ path }) => posix.dirname(path))]);
  const listed = [...folders].map(async (folder) =>
    (await files.list(join(root, folder), "direct")).map((name) => posix.join(folder, name)),
  );
  return (await Promise.all(listed)).flat().filter((path) => /^\..+\.yardmaster-tmp$/.test(posix.basename(path)));
}

/** Files that somebody has changed since they were read. */
export function findChanged(imported: Imported, { readAll }: Pick<Files, "readAll">): readonly string[] {
  const replaced = findReplacements(imported).map(({ file }) => file);
  const now = readAll(replaced.map(({ file }) => file));
  return replaced.flatMap(({ shown, bytes }, index) => {
    const content = now[index];
    return content && Buffer.compare(content, bytes) === 0 ? [] : [shown];
  });
}
