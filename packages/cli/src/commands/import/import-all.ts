import { count } from "@yardmaster/core";
import type { ImportPorts, ImportResult, ImportStage } from "@yardmaster/importer";
import type { Host } from "../../program/host.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { ImportPlace } from "./import-place.ts";
import { makePorts } from "./import-ports.ts";
import type { Imported } from "./plan-import.ts";
import { type ReadFile, readExisting, readMade, readSurroundings } from "./read-imported.ts";
import { sortImported } from "./sort-imported.ts";

const words: Readonly<Record<ImportStage, string>> = {
  read: "read",
  write: "written",
  compile: "compiled",
  format: "formatted",
  prove: "proved",
};

export interface ImportWishes {
  /** The folder for the modules, from the root. */
  readonly out: string;
  readonly isHoisting: boolean;
  readonly isTyped: boolean;
}

/** Turns files into modules that are proved one by one; writes nothing. */
export async function importAll(
  files: readonly ReadFile[],
  { out, isHoisting, isTyped }: ImportWishes,
  place: ImportPlace,
  host: Host,
): Promise<{ readonly imported: Imported; readonly note: string | undefined }> {
  const { repository } = place;
  const [{ importFiles }, { compareYaml }] = await Promise.all([
    import("@yardmaster/importer"),
    import("./compare-yaml.ts"),
  ]);
  const existing = await readExisting(repository.root, host);
  const sorted = sortImported(files, await readMade(repository, host), existing, compareYaml);
  const nothing: ImportResult = { files: [], shared: [], toBind: [] };
  if (sorted.toImport.length === 0) return { imported: { sorted, result: nothing }, note: undefined };
  return withProgress("reading files", host, async (host, show) => {
    const tell: Required<ImportPorts>["progress"] = (stage, done, total) =>
      show(`${done} of ${count(total, "file")} ${words[stage]}`);
    const { ports, note } = await makePorts(repository.root, isTyped, tell, host);
    const request = {
      files: sorted.toImport,
      ...(await readSurroundings(sorted.toImport, place, host)),
      ...{ existing, out, isHoisting },
    };
    const result = await importFiles(request, ports);
    return { imported: { sorted, result }, note: note() };
  });
}
