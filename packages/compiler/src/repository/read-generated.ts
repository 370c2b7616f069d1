import { join } from "node:path";
import type { Files } from "@yardmaster/core";

export const workflowsFolder = ".github/workflows";
export const dataFolder = "generated";
/** Settings of actionlint; ours to make where notes ignore what it finds, and nobody wrote any. */
export const actionlintSettings = ".github/actionlint.yaml";
const actionsFolder = ".github/actions";

const stagedName = /^\..+\.yardmaster-tmp$/;

export interface GeneratedFolders {
  /** Content of the files that could be ours, by path relative to the root. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Left behind by a run that was killed; relative to the root. */
  readonly leftovers: readonly string[];
}

/** Where a file's new content waits until all are ready. GitHub reads no hidden files. */
export function stagedPath(path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  return `${path.slice(0, slash)}.${path.slice(slash)}.yardmaster-tmp`;
}

/** Reads the folders in which files of ours always are: what is there without a source is an orphan. */
export async function readGenerated(root: string, files: Files): Promise<GeneratedFolders> {
  return readFolders(root, [".github", workflowsFolder, dataFolder, ...(await actionFolders(root, files))], files);
}

/** Adds the folders of a monorepo, and of actions elsewhere, that the sources write to. */
export async function readFurther(
  root: string,
  known: GeneratedFolders,
  desired: readonly string[],
  files: Files,
): Promise<GeneratedFolders> {
  const read = new Set([workflowsFolder, dataFolder, ...[...known.files.keys()].map(folderOf)]);
  const further = [...new Set(desired.map(folderOf))].filter((folder) => !read.has(folder));
  if (further.length === 0) return known;
  const more = await readFolders(root, further, files);
  return { files: new Map([...known.files, ...more.files]), leftovers: [...known.leftovers, ...more.leftovers] };
}

async function readFolders(root: string, folders: readonly string[], files: Files): Promise<GeneratedFolders> {
  const listed = await Promise.all(folders.map((folder) => files.list(join(root, folder), "direct")));
  const paths = folders.flatMap((folder, index) =>
    (listed[index] ?? []).map((name) => (folder === "." ? name : `${folder}/${name}`)),
  );
  const ours = paths.filter(isOursToMake);
  const contents = await Promise.all(ours.map((path) => files.read(join(root, path))));
  return {
    files: new Map(ours.flatMap((path, index) => entry(path, contents[index]))),
    leftovers: paths.filter((path) => stagedName.test(path.slice(path.lastIndexOf("/") + 1))),
  };
}

/** Staged files have another ending. */
function isOursToMake(path: string): boolean {
  if (path === actionlintSettings) return true;
  if (path.startsWith(`${dataFolder}/`)) return /\.(?:json|mmd)$/.test(path);
  return path.includes(workflowsFolder) ? /\.ya?ml$/.test(path) : /(?:^|\/)action\.ya?ml$/.test(path);
}

async function actionFolders(root: string, files: Files): Promise<readonly string[]> {
  const found = await files.list(join(root, actionsFolder), "recursive");
  return [...new Set(found.filter((name) => name.includes("/")).map((name) => `${actionsFolder}/${folderOf(name)}`))];
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

function entry(path: string, content: Uint8Array | undefined): [string, Uint8Array][] {
  return content ? [[path, content]] : [];
}
