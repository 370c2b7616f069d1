import { basename, dirname, join, resolve } from "node:path";
import { workflowsFolder } from "@yardmaster/compiler";
import { FileError, type Files, parseUses, usesPaths } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import type { Host } from "../../program/host.ts";
import { fromRoot } from "./import-place.ts";

/** A file that is to be imported. */
export interface NamedFile {
  /** Absolute. */
  readonly file: string;
  /** How it is shown: from the root, or as it was named. */
  readonly shown: string;
  /** Where it lies in the repository, or is taken to lie. */
  readonly path: string;
}

export interface FoundFiles {
  readonly files: readonly NamedFile[];
  /** What cannot be imported, each with the next step. */
  readonly problems: readonly string[];
}

interface Search {
  readonly operands: readonly string[];
  readonly root: string;
  /** Nothing is written, so that files from anywhere may be taken. */
  readonly isProving: boolean;
}

/**
 * Which files are meant: a file is itself; a folder is the workflows and actions below it; nothing, and the root, are
 * those that GitHub reads there: the workflows, the repository's own action, those below `.github`, and those that these use.
 */
export async function findImported({ operands, root, isProving }: Search, host: Host): Promise<FoundFiles> {
  const problems: string[] = [];
  const found = new Map<string, NamedFile>();
  for (const operand of operands.length > 0 ? operands : [root]) {
    const path = resolve(host.cwd, operand);
    const isFolder = await host.files.isFolder(path);
    const listed = isFolder ? await filesIn(path, root, host.files) : [path];
    if (isFolder && listed.length === 0) problems.push(emptySentence(path === root ? root : operand));
    for (const file of listed) {
      const named = isFolder ? undefined : operand;
      const taken = isFolder || isThere(file, host.files) ? nameFile(file, named, root, isProving) : missing(operand);
      if (typeof taken === "string") problems.push(taken);
      else if (![...found.values()].some((known) => known.file === taken.file)) {
        const path = freePath(taken.path, found);
        found.set(path, { ...taken, path });
      }
    }
  }
  return { files: [...found.values()], problems };
}

const workflowPath = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
const actionPath = /(?:^|\/)action\.ya?ml$/;

function missing(operand: string): string {
  return `There is no file or folder ${JSON.stringify(operand)}. Correct the path, or leave it out to import the workflows of the repository.`;
}

function emptySentence(folder: string): string {
  return `${JSON.stringify(folder)} holds no workflow and no \`action.yml\`. Name files, or a folder that has some.`;
}

function nameFile(file: string, named: string | undefined, root: string, isProving: boolean): NamedFile | string {
  const path = fromRoot(file, root);
  const shown = path ?? named ?? file;
  if (!/\.ya?ml$/.test(file)) {
    return `${JSON.stringify(named ?? shown)} is no YAML by its name. Name workflows, or an \`action.yml\`.`;
  }
  if (path !== undefined && (workflowPath.test(path) || actionPath.test(path))) return { file, shown, path };
  if (isProving) return { file, shown, path: path === undefined ? assumedPath(file) : inWorkflows(file) };
  if (path === undefined) {
    return `${JSON.stringify(named ?? shown)} lies outside of ${root}. Change into its repository, or give \`--prove\`, which writes nothing.`;
  }
  return `${JSON.stringify(named ?? shown)} is neither in ${workflowsFolder} nor an \`action.yml\`, so GitHub does not read it. Move it, or give \`--prove\`, which writes nothing.`;
}

function assumedPath(file: string): string {
  if (!actionPath.test(file)) return inWorkflows(file);
  return `.github/actions/${basename(dirname(file))}/${basename(file)}`;
}

function inWorkflows(file: string): string {
  return `${workflowsFolder}/${basename(file)}`;
}

/** Two files from elsewhere may have one name. */
function freePath(path: string, taken: ReadonlyMap<string, NamedFile>): string {
  let free = path;
  for (let number = 2; taken.has(free); number++) free = path.replace(/([^/]*?)(\.ya?ml)$/, `$1-${number}$2`);
  return free;
}

function isThere(path: string, files: Files): boolean {
  return files.lastChange([path]) > 0;
}

async function filesIn(folder: string, root: string, files: Files): Promise<readonly string[]> {
  if (folder === root) return readByGitHub(root, files);
  const names = (await files.list(folder, "linked")).filter((name) => /\.ya?ml$/.test(name));
  const visible = names.filter((name) => !name.split("/").includes(".git"));
  const paths = visible.map((name) => join(folder, name));
  const known = paths.filter((path) => workflowPath.test(slashed(path)) || actionPath.test(slashed(path)));
  return known.length > 0 ? known : paths.filter((path) => looksLikeOne(path, files));
}

async function readByGitHub(root: string, files: Files): Promise<readonly string[]> {
  const inside = (await files.list(join(root, ".github"), "linked")).map((name) => `.github/${name}`);
  const known = new Set(inside.filter((path) => workflowPath.test(path) || actionPath.test(path)));
  const own = findMetadata("", root, files);
  if (own !== undefined) known.add(own);
  for (const path of known) {
    for (const folder of localFolders(textOf(join(root, path), files))) {
      const used = findMetadata(folder, root, files);
      if (used !== undefined) known.add(used);
    }
  }
  return [...known].map((path) => join(root, path));
}

function findMetadata(folder: string, root: string, files: Files): string | undefined {
  const candidates = ["action.yml", "action.yaml"].map((name) => (folder === "" ? name : `${folder}/${name}`));
  return candidates.find((candidate) => isThere(join(root, candidate), files));
}

function localFolders(text: string): readonly string[] {
  if (!/uses["']?\s*:\s*["']?[.$]\//.test(text)) return [];
  return usesPaths(readYaml(text).model ?? null).flatMap(({ value }) => {
    const used = parseUses(value);
    return used.kind === "local" ? [used.folder] : [];
  });
}

function looksLikeOne(path: string, files: Files): boolean {
  return /^(?:["']?on["']?|jobs|runs)[ \t]*:/m.test(textOf(path, files));
}

/** What the system refuses to read is said when it is read for itself. */
function textOf(path: string, files: Files): string {
  try {
    const [bytes] = files.readAll([path]);
    return bytes ? new TextDecoder().decode(bytes) : "";
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return "";
  }
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
