import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nodeFiles, tryModules } from "@yardmaster/compiler";
import { parseActionsLock } from "@yardmaster/core";
import { type ImportPorts, type ImportResult, importFiles } from "@yardmaster/importer";
import { startCompiler } from "../compile-modules/run-compiler.ts";
import { type CorpusFile, factsOf } from "./read-corpus.ts";

export interface CorpusImport {
  readonly result: ImportResult;
  /** Everything that judges had against the modules, in any round. */
  readonly objections: ReadonlyMap<string, readonly Heard[]>;
  readonly seconds: number;
}

export interface Heard {
  readonly round: number;
  readonly judge: string;
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

const bindings = ["generated/actions.ts", "workflows-src/actions.lock.json"];

/**
 * Imports files as one repository's, into memory; the compiler of types gets the modules in a folder.
 * @param folder an empty one, below the repository's `node_modules`.
 */
export async function importCorpus(
  root: string,
  folder: string,
  files: readonly CorpusFile[],
  { isHoisting, isTyped }: { readonly isHoisting: boolean; readonly isTyped: boolean },
): Promise<CorpusImport> {
  const bound = new Map(bindings.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const lock = parseActionsLock(bound.get(bindings[1] ?? "") ?? "", bindings[1] ?? "");
  const objections = new Map<string, Heard[]>();
  const host = { files: unknownActions(), stderr: { write: () => {}, isTerminal: false } };
  const checkTypes: ImportPorts["checkTypes"] = async (texts, modules) => {
    for (const [path, text] of texts) write(join(folder, path), text);
    const errors = await startCompiler(root, folder, modules);
    return errors.filter(({ file }) => texts.has(file));
  };
  const ports: ImportPorts = {
    compile: (texts, modules, how) => tryModules(folder, host, new Map([...bound, ...texts]), modules, how),
    ...(isTyped ? { checkTypes } : {}),
    heard: (path, said) => {
      const known = objections.get(path) ?? [];
      const round = (known.at(-1)?.round ?? 0) + 1;
      objections.set(path, [
        ...known,
        ...said.map(({ judge, path: node, reason }) => ({ round, judge, path: node, reason })),
      ]);
    },
  };
  const start = performance.now();
  const result = await importFiles(
    {
      files,
      facts: factsOf(files),
      lock: lock.ok ? lock.value : undefined,
      existing: new Map(),
      out: "workflows-src",
      isHoisting,
    },
    ports,
  );
  return { result, objections, seconds: (performance.now() - start) / 1000 };
}

/** Of actions in folders that the corpus does not have, nothing is known. */
function unknownActions(): typeof nodeFiles {
  const isDockerfile = (path: string) => path.endsWith("/Dockerfile");
  return {
    ...nodeFiles,
    readAll: (paths) => paths.map((path) => (isDockerfile(path) ? new Uint8Array() : nodeFiles.readAll([path])[0])),
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
