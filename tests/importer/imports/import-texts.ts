import { fileURLToPath } from "node:url";
import { nodeFiles, tryModules } from "@yardmaster/compiler";
import { nothingKnown, type RepositoryFacts } from "@yardmaster/core";
import { type ImportedResult, type ImportPorts, type ImportRequest, importFiles } from "@yardmaster/importer";

const root = fileURLToPath(new URL("../../../node_modules/.cache", import.meta.url));
const host = { files: nodeFiles, stderr: { write: () => {}, isTerminal: false } };

export const noFacts: RepositoryFacts = { ...nothingKnown, workflows: new Map() };

/** Imports texts as files of one repository, all at once. Types are not checked unless a port is given. */
export async function importTexts(
  texts: Readonly<Record<string, string>>,
  request: Partial<ImportRequest> = {},
  ports: Partial<ImportPorts> = {},
): Promise<readonly ImportedResult[]> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const { files: results } = await importFiles(
    { files, facts: noFacts, existing: new Map(), out: "workflows-src", isHoisting: false, ...request },
    { compile: (modules, names, how) => tryModules(root, host, modules, names, how), ...ports },
  );
  return results;
}
