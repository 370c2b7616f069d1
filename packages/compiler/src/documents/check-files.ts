import type { Escape, ModelPath, YamlNode, YamlTree } from "@yardmaster/core";
import { readHeader, readYaml, type YamlDocument } from "@yardmaster/yaml-io";
import { type GeneratedFolders, workflowsFolder } from "../repository/read-generated.ts";
import type { DocumentReference, Problem } from "../sources/problem.ts";
import { type CheckText, checkWithGitHubParser } from "./check-text.ts";
import type { GeneratedText } from "./generated-text.ts";
import { readWritten } from "./read-written.ts";

export interface MadeFile extends GeneratedText {
  /** As the text was read back; undefined for data, which GitHub does not read, and where all has been said of it. */
  readonly tree: YamlTree | undefined;
  /** What GitHub says of it, where that depends on no other file. */
  readonly said?: readonly TextProblem[];
  readonly document: DocumentReference;
  /** What the author let through by `raw`. */
  readonly escapes: readonly Escape[];
}

/** A problem in a file as it is made, whatever its source looks like. */
export interface TextProblem extends Problem {
  /** The generated file. */
  readonly file: string;
}

export interface Surroundings {
  readonly onDisk: GeneratedFolders;
  /** Whether a file that nothing has made so far is made by a source that has an error. */
  readonly mayBeMade: (path: string) => boolean;
}

/** GitHub's parser over the text itself: what it reads, not what was meant. */
export async function checkFiles(
  files: readonly MadeFile[],
  around: Surroundings & { readonly checkText: CheckText },
): Promise<readonly TextProblem[]> {
  const repository = readRepository(files, around.onDisk);
  return (await Promise.all(files.map((file) => file.said ?? checkFile(file, repository, around)))).flat();
}

/** The same of a file that calls no other, at once: what it was read to is large, and can go before the next is read. */
export async function checkAlone(file: MadeFile): Promise<MadeFile> {
  if (!file.tree || callsLocal(file.tree)) return file;
  const nothing = { text: () => undefined, tree: () => undefined };
  const said = await checkFile(file, nothing, {
    checkText: checkWithGitHubParser,
    mayBeMade: () => false,
  });
  return { ...file, tree: undefined, said };
}

function callsLocal({ root }: YamlTree): boolean {
  const jobs = childOf(root, "jobs");
  if (jobs?.kind !== "map") return false;
  return jobs.entries.some(({ name }) => calledBy(root, ["jobs", String(name)]) !== undefined);
}

/** All workflows that may be called: as they are made, then as they are on the disk. */
interface Repository {
  readonly text: (name: string) => string | undefined;
  readonly tree: (name: string) => YamlTree | undefined;
}

function readRepository(files: readonly MadeFile[], onDisk: GeneratedFolders): Repository {
  const made = new Map(files.map((file) => [file.path, file]));
  const read = new Map<string, YamlTree>();
  const written = (name: string): YamlDocument | undefined => {
    const bytes = onDisk.files.get(name);
    const document = bytes && readWritten(bytes);
    return document && readHeader(document.text) ? undefined : document; // an orphan is about to go
  };
  const treeOf = ({ path, text, tree }: MadeFile): YamlTree => {
    const known = tree ?? read.get(path) ?? readYaml(text, path).tree;
    read.set(path, known);
    return known;
  };
  return {
    text: (name) => made.get(name)?.text ?? written(name)?.text,
    tree: (name) => {
      const own = made.get(name);
      return own ? treeOf(own) : written(name)?.tree;
    },
  };
}

async function checkFile(
  { path: file, text, tree, escapes, source, document }: MadeFile,
  repository: Repository,
  { checkText, mayBeMade }: Pick<Surroundings, "mayBeMade"> & { readonly checkText: CheckText },
): Promise<readonly TextProblem[]> {
  if (!tree) return [];
  // Of a monorepo's part, paths are relative to the part.
  const root = file.slice(0, Math.max(0, file.indexOf(workflowsFolder)));
  const diagnostics = await checkText(
    { file, text, tree, escapes },
    (path) => repository.text(`${root}${localName(path)}`),
    (path) => repository.tree(`${root}${localName(path)}`),
  );
  return diagnostics.flatMap((diagnostic): TextProblem[] => {
    const generated = diagnostic.place && "location" in diagnostic.place ? diagnostic.place.location : undefined;
    const path = (generated && tree.pathAt(generated.line, generated.column)) ?? [];
    const called = calledBy(tree.root, path);
    if (called !== undefined && mayBeMade(`${root}${called}`)) return []; // a consequence of what is wrong there
    return [{ diagnostic: { ...diagnostic, place: { path } }, source, document, generated, file }];
  });
}

/** The workflow of this repository that the job at a path calls. */
function calledBy(workflow: YamlNode | undefined, [jobs, id]: ModelPath): string | undefined {
  if (jobs !== "jobs" || id === undefined) return undefined;
  const uses = [jobs, id, "uses"].reduce(childOf, workflow);
  const text = uses?.kind === "scalar" ? uses.value : undefined;
  return typeof text === "string" && /^[.$]\//.test(text) ? localName(text) : undefined;
}

function childOf(node: YamlNode | undefined, key: string | number): YamlNode | undefined {
  return node?.kind === "map" ? node.entries.find(({ name }) => name === key)?.value : undefined;
}

function localName(path: string): string {
  return path.replace(/^[.$]\//, "");
}
