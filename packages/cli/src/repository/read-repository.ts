import {
  findLintRoot,
  type RepositoryTexts,
  readTexts,
  refusedTexts,
  textsOfRevision,
  textsOnDisk,
} from "@yardmaster/compiler/lint";
import type { Finding, RepositoryFacts } from "@yardmaster/core";
import type { SimulatedRepository } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import type { GivenFacts } from "./given-facts.ts";
import { makeTexts } from "./read-workflows.ts";
import { type RepositoryNotes, takeFacts } from "./take-facts.ts";

export interface ReadRepository {
  /** Absolute. */
  readonly root: string;
  /** Files that are no workflows are in its `unreadable`. */
  readonly repository: SimulatedRepository;
  /** Metadata of the repository's own actions, and texts of its files, as the same sources, disk or commit have them. */
  readonly facts: RepositoryFacts;
  /** Of the sources. */
  readonly findings: readonly Finding[];
  readonly isUnreadable: boolean;
  readonly notes: RepositoryNotes;
  /** What GitHub's parser refuses of these workflows, each with why; of what sources make, `check` says it. */
  readonly refused: (files: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * A repository as simulations take it: as its sources make it, else as it stands on the disk.
 * @param folder absolute.
 * @returns undefined where neither the folder nor one above it has workflows, or sources of some.
 */
export async function readRepository(
  folder: string,
  host: Host,
  given: GivenFacts = {},
): Promise<ReadRepository | undefined> {
  const made = await makeTexts(folder, host);
  if (!made) return undefined;
  const { root, texts, findings, isUnreadable } = made;
  const described = describe(root, texts, given, host);
  const fromSources = new Set(made.made);
  const refused = (files: readonly string[]) => described.refused(files.filter((file) => !fromSources.has(file)));
  return { ...described, refused, findings, isUnreadable };
}

/**
 * The same as a commit has it: sources in it are not compiled.
 * @param root absolute.
 * @param revision whatever git takes for a commit.
 * @returns undefined where git knows no such commit, or is not there.
 */
export async function readRepositoryAt(
  root: string,
  revision: string,
  host: Host,
  given: GivenFacts = {},
): Promise<ReadRepository | undefined> {
  const found = host.git?.revision(root, revision);
  return found && { ...describe(root, textsOfRevision(found), given, host), findings: [], isUnreadable: false };
}

/**
 * The same as a folder has it, whether it is a repository or not: sources in it are not compiled.
 * @param root absolute: what `.github/workflows` lies in.
 * @returns undefined where there is no such folder.
 */
export async function readRepositoryFolder(
  root: string,
  host: Host,
  given: GivenFacts = {},
): Promise<ReadRepository | undefined> {
  if (!(await host.files.isFolder(root))) return undefined;
  return { ...describe(root, await textsOnDisk(root, true, host), given, host), findings: [], isUnreadable: false };
}

/** @returns the root of the repository that a folder lies in: absolute; undefined where it lies in none. */
export function findRepositoryRoot(folder: string, host: Host): Promise<string | undefined> {
  return findLintRoot(folder, host.files);
}

function describe(
  root: string,
  texts: RepositoryTexts,
  given: GivenFacts,
  host: Host,
): Pick<ReadRepository, "root" | "repository" | "facts" | "notes" | "refused"> {
  const read = readTexts(texts);
  const { facts, workflows, unreadable } = read;
  const { taken, notes } = takeFacts(root, given, host);
  const repository: SimulatedRepository = { settings: {}, ...taken, ...given, workflows, unreadable };
  return { root, repository, facts, notes, refused: (files) => refusedTexts(read, files) };
}
