/** Shares work among threads. */
export interface Workers {
  /**
   * Does each unit once, here or in another thread, where the same is done by the same program.
   * @param own does a unit in this thread.
   * @returns the results in the order of the units.
   */
  readonly run: <U, R>(units: readonly U[], own: (unit: U) => Promise<R>) => Promise<readonly R[]>;
}
