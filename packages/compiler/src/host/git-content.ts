/** What git has of a repository, asked without the network. */
export interface GitContent {
  /**
   * Ids of the blobs that git has of files: in the last commit, in the index and, in an unfinished merge, on the other side.
   * @param root absolute; need not be the root of git's working tree.
   * @param paths relative to the root.
   * @returns undefined when git cannot say: it is not installed, fails, or there is no repository.
   */
  readonly blobIds: (
    root: string,
    paths: readonly string[],
  ) => Promise<ReadonlyMap<string, ReadonlySet<string>> | undefined>;
  /** A file as the last commit has it. @returns undefined when it has none, or git cannot say. */
  readonly committed: (root: string, path: string) => Promise<Uint8Array | undefined>;
  /** A file as the index has it. @returns undefined when it has none, or git cannot say. */
  readonly staged: (root: string, path: string) => Promise<Uint8Array | undefined>;
  /**
   * All files that git would commit, those that are not added yet included: relative to the root, sorted. Waits for git.
   * @returns undefined when git cannot say.
   */
  readonly files: (root: string) => readonly string[] | undefined;
  /** A commit. Waits for git. @returns undefined when git knows no such commit, or cannot say. */
  readonly revision: (root: string, name: string) => GitRevision | undefined;
  /** What commits that changed one of these files have of them, the newest first. Waits for git. */
  readonly versions: (root: string, paths: readonly string[], maximumCommits: number) => readonly GitVersion[];
}

/** A file as a commit has it. */
export interface GitVersion {
  readonly commit: string;
  readonly content: Uint8Array;
}

/** The files of a commit, as it has them. Paths are relative to the root that it was asked for. */
export interface GitRevision {
  /** Sorted. */
  readonly files: readonly string[];
  /** Names that files had in it, by those that they have now. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly readAll: (paths: readonly string[]) => readonly (Uint8Array | undefined)[];
}
