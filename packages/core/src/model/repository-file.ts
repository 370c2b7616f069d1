/** A file of the repository that a source asked for, or why it has none. */
export type RepositoryFile =
  | { readonly bytes: Uint8Array }
  | { readonly problem: "missing" | "folder" | "outside" | "unreadable" };

/** Reads a file by its path relative to the repository's root, with forward slashes. */
export type ReadRepositoryFile = (path: string) => RepositoryFile;

/** The property of `globalThis` that, while sources are evaluated, holds a {@link ReadRepositoryFile}: builders do no I/O. */
export const readRepositoryFileKey: unique symbol = Symbol.for("yardmaster.readRepositoryFile");
