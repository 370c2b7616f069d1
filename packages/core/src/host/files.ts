export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** What a path leads to, behind all links. */
export interface FoundFile {
  readonly realPath: string;
  /** Undefined for a folder. */
  readonly bytes: Uint8Array | undefined;
}

/** Paths are absolute. What the system refuses is thrown as {@link FileError}. */
export interface Files {
  /** @returns undefined when there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** At once, for sources, whose evaluation does not wait. Links are followed. @returns undefined when there is no such file. */
  readonly readNow: (path: string) => FoundFile | undefined;
  readonly isFolder: (path: string) => Promise<boolean>;
  /**
   * Files below a folder, relative to it, with forward slashes, sorted by code unit; none when it is missing. `linked`:
   * recursive, past `node_modules`, through links to folders as well; one that leads back up is not followed.
   */
  readonly list: (folder: string, depth: "direct" | "recursive" | "linked") => Promise<readonly string[]>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** Creates a file that does not exist yet, mode 0644, and waits until its content is on the disk. */
  readonly create: (path: string, content: string) => Promise<void>;
  /** Replaces the target in one step. */
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Many files at once, each as {@link Files.read} gives it: for small ones that is several times as fast. */
  readonly readAll: (paths: readonly string[]) => readonly (Uint8Array | undefined)[];
  /** When the content or the name of any of the files changed last, in milliseconds since 1970; 0 where none is there. */
  readonly lastChange: (paths: readonly string[]) => number;
  /** Writes a file whose loss does no harm, with the folders around it. What the system refuses is left undone. */
  readonly keep: (path: string, content: string) => void;
  /** Reads what was kept. @returns undefined also where the system refuses. */
  readonly recall: (path: string) => Uint8Array | undefined;
}

export class FileError extends Error {
  override readonly name = "FileError";
  readonly path: string;
  /** Such as `create` or `rename`. */
  readonly operation: string;
  /** The system's own words. */
  readonly reason: string;

  constructor(operation: string, path: string, reason: string) {
    super(`${operation} ${path}: ${reason}`);
    this.operation = operation;
    this.path = path;
    this.reason = reason;
  }
}
