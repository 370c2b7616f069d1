/** What may have changed on the disk. */
export interface Changes {
  /** Absolute; of files and folders, also of those that are gone. */
  readonly paths: ReadonlySet<string>;
  /** Others may have changed as well. */
  readonly isAll: boolean;
}

/** Changes of files, told while a command goes on. None is lost: what comes while nobody waits is told to who waits next. */
export interface Watching {
  /**
   * Waits for a change that is asked about, and then until none has come for a time, or ten times that has passed.
   * @returns undefined when the command shall end.
   */
  readonly settled: (
    quietMilliseconds: number,
    isAskedAbout: (path: string) => boolean,
  ) => Promise<Changes | undefined>;
  /** What has come since, left for {@link settled} to tell. */
  readonly pending: () => Promise<Changes>;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Watches these folders as well, each without those below it, wherever they are. Absolute. */
  readonly follow: (folders: readonly string[]) => void;
  /** Ends when the work has ended, whoever asks the program to end meanwhile. */
  readonly unbroken: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

/**
 * Watches a folder and those below it, but for `node_modules`, of which only the names are watched, and hidden ones;
 * `.github` is none.
 * @param root absolute.
 * @param linked a folder below, in which links to folders are followed. Absolute.
 * @param say what people have to know of it: a sentence, such as that changes are looked for and not told.
 */
export type Watch = (root: string, linked: string, say: (sentence: string) => void) => Watching;
