import { basename, dirname, join, relative, sep } from "node:path";
import { type Diagnostic, type Files, type Finding, placeFinding } from "@yardmaster/core";
import { FileError } from "@yardmaster/core/host";
import { lintPathMissing, lintPathRefused, nothingToLint, notLinted } from "./diagnostics.ts";
import { decodeText, isYamlFile, type LintHost, readOrRefused } from "./disk-texts.ts";
import { readSubject } from "./read-subject.ts";

/** Files of one repository that somebody wants to have judged. */
export interface LintTarget {
  /** Absolute. */
  readonly root: string;
  /** False for the folder of a file that lies in no repository: nothing beside the file belongs to it. */
  readonly isRepository: boolean;
  /** From the root. */
  readonly judged: readonly string[];
}

export interface FoundTargets {
  readonly targets: readonly LintTarget[];
  /** What was named and cannot be judged. */
  readonly refused: readonly Finding[];
}

/** A file or folder that was named, and how. */
export interface NamedPath {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
}

/**
 * Which files are meant: a file is itself; the root of a repository is its workflows, its actions and its settings of
 * Dependabot; any other folder is what it holds of these, or else its YAML files that look like them.
 */
export async function findLinted(named: readonly NamedPath[], host: LintHost): Promise<FoundTargets> {
  const byRoot = new Map<string, Set<string>>();
  const alone: LintTarget[] = [];
  const refused: Finding[] = [];
  const refuse = (diagnostic: Diagnostic) => void refused.push(placeFinding(diagnostic));
  for (const { path, shown } of named) {
    const isFolder = await host.files.isFolder(path);
    const found = isFolder ? await filesIn(path, host) : readOrRefused(path, host.files) && [path];
    if (!found) refuse(lintPathMissing({ path: shown }, { file: shown }));
    else if (found.length === 0) refuse(nothingToLint({ folder: shown }, { file: shown }));
    for (const file of found ?? []) {
      const content = isFolder ? undefined : readOrRefused(file, host.files);
      if (content instanceof FileError) {
        refuse(lintPathRefused({ path: shown, reason: content.reason }, { file: shown }));
        continue;
      }
      if (!isYamlFile(file)) {
        refuse(notLinted({ file: shown }, { file: shown }));
        continue;
      }
      const root = await findLintRoot(dirname(file), host.files);
      if (root === undefined) alone.push({ root: dirname(file), isRepository: false, judged: [basename(file)] });
      else byRoot.set(root, (byRoot.get(root) ?? new Set()).add(slashed(relative(root, file))));
    }
  }
  const targets = [...byRoot].map(([root, judged]) => ({ root, isRepository: true, judged: [...judged].sort() }));
  return { targets: [...targets, ...alone], refused };
}

/** @returns undefined when neither the folder nor one above it holds `.git` or `.github`. */
export async function findLintRoot(folder: string, files: Files): Promise<string | undefined> {
  const isRoot = files.lastChange([join(folder, ".git")]) > 0 || (await files.isFolder(join(folder, ".github")));
  if (isRoot) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findLintRoot(parent, files);
}

async function filesIn(folder: string, host: LintHost): Promise<readonly string[]> {
  const root = await findLintRoot(folder, host.files);
  const names = (await listFiles(folder, root, host)).filter(isYamlFile);
  const isRoot = root === folder;
  const known = names.filter((name) => (isRoot ? isReadByGitHub(name) : isWellKnown(inRoot(folder, name, root))));
  const chosen = known.length > 0 || isRoot ? known : names.filter((name) => isOfAKind(join(folder, name), host));
  return chosen.map((name) => join(folder, name));
}

/** Below a folder, relative to it: those that git would commit, or else all. */
async function listFiles(folder: string, root: string | undefined, host: LintHost): Promise<readonly string[]> {
  const committed = root === undefined ? undefined : host.git?.files(folder);
  if (committed && committed.length > 0) return committed;
  const all = await host.files.list(folder, "linked");
  return all.filter((name) => !name.split("/").includes(".git"));
}

/** In the root of a repository: those of workflows and of Dependabot where GitHub looks, and actions wherever they are. */
function isReadByGitHub(name: string): boolean {
  return /^\.github\/(?:workflows\/[^/]+|dependabot)\.ya?ml$/.test(name) || isMetadata(name);
}

function isWellKnown(name: string): boolean {
  return /(?:^|\/)\.github\/(?:workflows\/[^/]+|dependabot)\.ya?ml$/.test(name) || isMetadata(name);
}

function isMetadata(name: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(name);
}

function isOfAKind(path: string, { files }: LintHost): boolean {
  const bytes = readOrRefused(path, files);
  if (!(bytes instanceof Uint8Array)) return false;
  const text = decodeText(bytes);
  // Most are told by a line of their own; to read each one as YAML takes as long as to judge it.
  if (/^(?:["']?on["']?|jobs|runs)[ \t]*:/m.test(text)) return true;
  return /^\s*\{/m.test(text) && readSubject(basename(path), text).kind !== "other";
}

function inRoot(folder: string, name: string, root = folder): string {
  return slashed(relative(root, join(folder, name)));
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
