import type { Refusal } from "@yardmaster/importer";
import { readHeader } from "@yardmaster/yaml-io";
import { type MadeText, type ReadFile, withoutHeader } from "./read-imported.ts";

export interface SortedFiles {
  /** Files for the importer. */
  readonly toImport: readonly ReadFile[];
  /** A source makes them, and they are what it made: nothing to do. */
  readonly skipped: readonly (ReadFile & { readonly source: string })[];
  /** Written by hand, and a source makes the same: what is left is to write what it makes. */
  readonly equal: readonly (ReadFile & { readonly made: MadeText })[];
  /** Written by hand, and a source makes something else. */
  readonly different: readonly (ReadFile & { readonly source: string; readonly refused: readonly Refusal[] })[];
}

/** How a file and a text that is made of it differ, as GitHub reads them. */
export type CompareYaml = (
  original: { readonly path: string; readonly text: string },
  made: string,
) => readonly Refusal[];

/** Tells files that sources make already from those that are to be imported. */
export function sortImported(
  files: readonly ReadFile[],
  made: ReadonlyMap<string, MadeText>,
  existing: ReadonlyMap<string, string>,
  compare: CompareYaml,
): SortedFiles {
  const sorted = { toImport: [] as ReadFile[], skipped: [], equal: [], different: [] } as {
    -readonly [K in keyof SortedFiles]: SortedFiles[K][number][];
  };
  for (const file of files) {
    const header = readHeader(file.text);
    const own = made.get(file.path);
    const source = own?.source ?? (header && existing.has(header.source) ? header.source : undefined);
    if (header && source !== undefined) sorted.skipped.push({ ...file, source });
    else if (!own) sorted.toImport.push({ ...file, text: withoutHeader(file.text) });
    else {
      const refused = compare(file, own.text);
      if (refused.length === 0) sorted.equal.push({ ...file, made: own });
      else sorted.different.push({ ...file, source: own.source, refused });
    }
  }
  return sorted;
}
