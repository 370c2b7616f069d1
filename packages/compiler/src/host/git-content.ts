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
  /** The commit that is checked out. Waits for git. @returns undefined where there is none, or git cannot say. */
  readonly head: (root: string) => GitHead | undefined;
  /**
   * Files below the root that differ between two commits, sorted. Waits for git.
   * @param from undefined: nothing, as before the first commit.
   * @param since `merge-base`: against what both commits come from.
   * @returns undefined where git does not know one of them, or cannot say.
   */
  readonly changed: (
    root: string,
    from: string | undefined,
    to: string,
    since: "commit" | "merge-base",
  ) => readonly string[] | undefined;
  /** The last commit that two names have in common. Waits for git. @returns undefined where there is none, or git cannot say. */
  readonly mergeBase: (root: string, one: string, other: string) => string | undefined;
  /** What the checkout is a copy of, and who works in it, as far as its settings say. Waits for git. */
  readonly origin: (root: string) => GitOrigin;
}

export interface GitHead {
  readonly sha: string;
  /** `refs/heads/main`; undefined where no branch is checked out. */
  readonly branch?: string;
  /** `refs/tags/v1`, sorted. */
  readonly tags: readonly string[];
  readonly parents: readonly string[];
  readonly message: string;
}

export interface GitOrigin {
  /** `owner/name`, from the address of the remote `origin`. */
  readonly name?: string;
  readonly defaultBranch?: string;
  /** `name`: only because there is a branch `main`, or `master`. */
  readonly defaultBranchBy?: "origin" | "name";
  readonly login?: string;
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
