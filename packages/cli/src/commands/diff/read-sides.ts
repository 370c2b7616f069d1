import { isAbsolute, join, resolve } from "node:path";
import { fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";
import {
  findRepositoryRoot,
  type ReadRepository,
  readRepository,
  readRepositoryAt,
  readRepositoryFolder,
} from "../../repository/read-repository.ts";

/** One of the two that are compared. */
export interface Side {
  /** As people named it, or what stands for it. */
  readonly name: string;
  readonly read: ReadRepository;
  /** Undefined for a folder, and for the working tree. */
  readonly revision?: string;
}

export interface Sides {
  readonly old: Side;
  readonly new: Side;
  /** Old names of files by new ones, as git has them. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Reads both sides. Without the new one it is the working tree; without the old one, what the working tree comes from: the last
 * commit that it has in common with the default branch.
 * @returns a sentence where there is no such side.
 */
export async function readSides([old, now]: readonly string[], host: Host): Promise<Result<Sides, string>> {
  const root = (await findRepositoryRoot(host.cwd, host)) ?? host.cwd;
  const before = old === undefined ? await readMergeBase(root, host) : await readSide(old, root, host);
  if (!before.ok) return before;
  const after = now === undefined ? await readWorkingTree(root, host) : await readSide(now, root, host);
  if (!after.ok) return after;
  return ok({ old: before.value, new: after.value, renamed: renamesOf(root, before.value, after.value, host) });
}

/** A commit comes before a folder of the same name; `./name` is the folder. */
async function readSide(name: string, root: string, host: Host): Promise<Result<Side, string>> {
  const isPath = /^\.{0,2}[\\/]|^\.{1,2}$/.test(name) || isAbsolute(name);
  const read = isPath ? undefined : await readRepositoryAt(root, name, host);
  if (read) return ok({ name, read, revision: name });
  const folder = resolve(host.cwd, name);
  const found = await readRepositoryFolder(folder, host);
  if (!found) {
    return fail(
      isPath
        ? `There is no folder ${folder}.`
        : `${JSON.stringify(name)} is neither a commit that git knows in ${root}, nor a folder.`,
    );
  }
  const hasWorkflows = await host.files.isFolder(join(folder, ".github/workflows"));
  return hasWorkflows ? ok({ name, read: found }) : fail(`There is no folder .github/workflows in ${folder}.`);
}

async function readMergeBase(root: string, host: Host): Promise<Result<Side, string>> {
  const branch = host.git?.origin(root).defaultBranch;
  if (branch === undefined) return fail(`git knows no default branch in ${root}: name what to compare with.`);
  const names = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
  const bases = names.map((name) => host.git?.mergeBase(root, "HEAD", name));
  const revision = bases.find((base) => base !== undefined);
  const read = revision === undefined ? undefined : await readRepositoryAt(root, revision, host);
  if (revision === undefined || !read) {
    return fail(`git knows no commit that HEAD and ${branch} have in common: name what to compare with.`);
  }
  return ok({ name: `${revision.slice(0, 12)} (merge base with ${branch})`, read, revision });
}

async function readWorkingTree(root: string, host: Host): Promise<Result<Side, string>> {
  const read = (await readRepository(host.cwd, host)) ?? (await readRepositoryFolder(root, host));
  return read ? ok({ name: "working tree", read }) : fail(`There is no folder ${root}.`);
}

/** Of two commits, by the names that files have in the working tree, as far as they have one there. */
function renamesOf(root: string, old: Side, now: Side, host: Host): ReadonlyMap<string, string> {
  const before = old.revision === undefined ? undefined : host.git?.revision(root, old.revision);
  if (!before) return new Map();
  const after = now.revision === undefined ? undefined : host.git?.revision(root, now.revision);
  if (!after) return now.revision === undefined ? before.renamed : new Map();
  const files = new Set([...before.renamed.keys(), ...after.renamed.keys()]);
  return new Map(
    [...files].map((file) => [after.renamed.get(file) ?? file, before.renamed.get(file) ?? file] as const),
  );
}
