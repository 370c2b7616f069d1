import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workflowModel } from "@yardmaster/compiler/lint";
import { viewWorkflow, type WorkflowFact, type WorkflowView } from "@yardmaster/core";
import type { SimulatedRepository } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";

/** A repository of a corpus, as far as the corpus has it. */
export interface CorpusRepository {
  readonly repository: SimulatedRepository;
  /** By path. */
  readonly views: ReadonlyMap<string, WorkflowView>;
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface CorpusRepositories {
  readonly repositories: readonly CorpusRepository[];
  readonly fileCount: number;
  /** Files that are no workflows: metadata of actions, templates. */
  readonly unread: readonly string[];
}

/** @param folder flat: `owner__repository__name.yml`; what has no such name is a repository of its own. */
export function readRepositories(folder: string): CorpusRepositories {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const texts = new Map<string, Map<string, string>>();
  const facts = new Map<string, Map<string, WorkflowFact>>();
  const unread: string[] = [];
  for (const file of files) {
    const [owner = "", name, ...rest] = file.split("__");
    const repository = rest.length > 0 ? `${owner}/${name}` : `corpus/${file.replace(/\.ya?ml$/, "")}`;
    const path = `.github/workflows/${rest.length > 0 ? rest.join("__") : file}`;
    const text = readFileSync(join(folder, file), "utf8");
    const model = workflowModel(readYaml(text, path).model);
    if (model) put(facts, repository, path, { file: path, model });
    else unread.push(file);
    put(texts, repository, path, text);
  }
  const repositories = [...facts].map(([name, workflows]) => ({
    repository: { name, defaultBranch: "main", visibility: "public", workflows, settings: {} } as const,
    views: new Map([...workflows].map(([path, { model }]) => [path, viewWorkflow(model)])),
    texts: texts.get(name) ?? new Map(),
  }));
  return { repositories, fileCount: files.length, unread };
}

function put<T>(all: Map<string, Map<string, T>>, name: string, key: string, value: T): void {
  const own = all.get(name) ?? new Map<string, T>();
  all.set(name, own.set(key, value));
}
