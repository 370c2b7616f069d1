/** The files of one repository as they are read, whether from a disk, from a commit or from memory. */
export interface RepositoryTexts {
  /** @param path from the root. */
  readonly text: (path: string) => string | undefined;
  /** Paths of files that may be workflows, whoever asks for them. */
  readonly workflows: readonly string[];
  /** Everything that git would commit. */
  readonly files: () => readonly string[] | undefined;
  /** An action that is not there is missing; otherwise nothing is known of it. */
  readonly isWhole: boolean;
}

export function textsInMemory(texts: ReadonlyMap<string, string>): RepositoryTexts {
  return { text: (path) => texts.get(path), workflows: [...texts.keys()], files: () => undefined, isWhole: false };
}
