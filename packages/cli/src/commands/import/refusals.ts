import type { Refusal } from "@yardmaster/importer";
import { readYaml } from "@yardmaster/yaml-io";
import type { Imported } from "./plan-import.ts";

export interface RefusedFile {
  readonly shown: string;
  /** The source that makes the file already, and something else. */
  readonly source?: string;
  readonly refused: readonly Refusal[];
}

/** Files that are not imported, each with all that stands in the way. */
export function refusalsOf({ result, sorted }: Imported): readonly RefusedFile[] {
  const shown = new Map(sorted.toImport.map((file) => [file.path, file.shown]));
  return [
    ...result.files.flatMap(({ path, state, refused }) =>
      state === "refused" ? [{ shown: shown.get(path) ?? path, refused }] : [],
    ),
    ...sorted.different.map(({ shown: name, source, refused }) => ({ shown: name, source, refused })),
  ];
}

/** Whether the text of some file is no YAML. */
export function isUnreadable({ result, sorted }: Imported): boolean {
  const texts = new Map(sorted.toImport.map(({ path, text }) => [path, text]));
  return result.files.some(
    ({ path, state }) => state === "refused" && readYaml(texts.get(path) ?? "", path).diagnostics.length > 0,
  );
}
