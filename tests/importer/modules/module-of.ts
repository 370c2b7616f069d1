import { isMap, nothingKnown, type RepositoryFacts } from "@yardmaster/core";
import {
  type Decisions,
  formatModule,
  noDecisions,
  planFiles,
  type WrittenModule,
  writeModule,
} from "@yardmaster/importer/writers";
import { readYaml } from "@yardmaster/yaml-io";

export const noFacts: RepositoryFacts = { ...nothingKnown, workflows: new Map() };

export interface Around {
  readonly facts?: RepositoryFacts;
  readonly decisions?: Decisions;
}

/** The modules of several files, unformatted. */
export function writtenModules(texts: Readonly<Record<string, string>>, around: Around = {}): readonly WrittenModule[] {
  const files = Object.entries(texts).map(([path, text]) => {
    const document = readYaml(text, path);
    if (!isMap(document.model)) throw new Error(`${path}: ${document.diagnostics[0]?.message}`);
    return { path, document, model: document.model };
  });
  const planned = planFiles(files, "workflows-src", new Map());
  const plan = { files: planned.files, facts: around.facts ?? noFacts, lock: undefined, isHoisting: false };
  return planned.files.map((file) => writeModule(file, plan, around.decisions ?? noDecisions));
}

/** The module of one workflow, as it is written to the disk. */
export async function moduleOf(text: string, path = ".github/workflows/ci.yml", around: Around = {}): Promise<string> {
  const [written] = writtenModules({ [path]: text }, around);
  return formatModule(written?.marked ?? "");
}
