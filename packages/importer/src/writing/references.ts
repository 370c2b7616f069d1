/** What stands in a module for the beginning of a chain of properties, such as `steps.version.outputs.tag`. */
export interface Reference {
  /** TypeScript: `version.outputs.tag`. */
  readonly source: string;
  /** How many names of the chain it stands for, at least one. */
  readonly names: number;
}

/** The handles that an expression can be written with, where it stands. */
export interface References {
  /**
   * @param chain a context and the properties that are read of it: `["steps", "version", "outputs", "tag"]`.
   * @returns undefined where nothing stands for it: it is then read of `context("steps")`.
   */
  resolve(chain: readonly string[]): Reference | undefined;
}

/** Where no handle can stand. */
export const noReferences: References = { resolve: () => undefined };
