import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkAction, checkWorkflow, isMissingWorkflow } from "@yardmaster/analyzer";
import { asMap, nothingKnown, type RepositoryFacts, type WorkflowFact, type WorkflowModel } from "@yardmaster/core";
import { readYaml, type YamlDocument } from "@yardmaster/yaml-io";

export interface CorpusFile {
  /** As in a repository. */
  readonly path: string;
  /** In the folder of the corpus. */
  readonly name: string;
  readonly text: string;
}

/** The YAML files of a folder as the workflows and actions of one repository; `.github` in their paths stays where it is. */
export function readCorpus(folder: string, only: RegExp): readonly CorpusFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name) && only.test(name))
    .sort()
    .map((name) => ({ name, path: pathOf(name), text: readFileSync(join(folder, name), "utf8") }));
}

function pathOf(name: string): string {
  const isPlaced = name.startsWith(".github/") || name.includes("/.github/") || /(^|\/)action\.ya?ml$/.test(name);
  return isPlaced ? name : `.github/workflows/${name.replaceAll("/", "__")}`;
}

/** The files alone: what else their repositories hold is not known. */
export function factsOf(files: readonly CorpusFile[]): RepositoryFacts {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const workflows = files.flatMap(({ path, text }): [string, WorkflowFact][] => {
    const model = asMap(readYaml(text, path).model);
    return asMap(model?.jobs) && model?.on !== undefined ? [[path, { file: path, model: model as WorkflowModel }]] : [];
  });
  return { ...nothingKnown, workflows: new Map(workflows), text: (path) => texts.get(path) };
}

/** Why GitHub would not run a file as it stands; undefined where it would. */
export async function refusalOf({ path, text }: CorpusFile): Promise<string | undefined> {
  const document: YamlDocument = readYaml(text, path);
  const [problem] = document.diagnostics;
  if (problem) return problem.message;
  const { tree } = document;
  const isAction = /(^|\/)action\.ya?ml$/.test(path);
  const said = isAction
    ? await checkAction({ file: path, tree })
    : await checkWorkflow({ file: path, tree }, () => undefined);
  return said.find((diagnostic) => !isMissingWorkflow(diagnostic))?.message;
}
