import type { Result } from "@yardmaster/core";

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export interface TagCommit {
  readonly name: string;
  /** The commit, also of an annotated tag. */
  readonly sha: string;
}

/** When a version came out, and which date says so. */
export interface ReleaseDate {
  readonly date: Date;
  readonly basis: "released" | "tagged" | "committed";
}

export interface ReadError {
  /** Rest of a sentence that begins with the action's name. */
  readonly problem: string;
  readonly hint: string;
}

type Reading<T> = Promise<Result<T, ReadError>>;

/** Reads one server's repositories, by REST or by git. */
export interface RepositoryReader {
  readonly tags: (repository: RepositoryName) => Reading<readonly TagCommit[]>;
  readonly branchCommit: (repository: RepositoryName, branch: string) => Reading<string | undefined>;
  /** The latest of the dates that the transport knows of; undefined when there is no such commit. */
  readonly releaseDate: (
    repository: RepositoryName,
    sha: string,
    tag: string | undefined,
  ) => Reading<ReleaseDate | undefined>;
  /** @returns undefined when nothing is there at that commit. */
  readonly file: (repository: RepositoryName, sha: string, path: string) => Reading<Uint8Array | undefined>;
}

/** The later of two dates: either may be made up to look older. */
export function laterOf(a: ReleaseDate | undefined, b: ReleaseDate | undefined): ReleaseDate | undefined {
  return a && b ? (a.date >= b.date ? a : b) : (a ?? b);
}
