/** The identifiers of one module. */
export interface Names {
  /**
   * A new identifier after a text such as a job's id or a step's name.
   * @param kind what it is, put behind the name where that alone is taken or reserved: `run` is `runJob`.
   */
  take(text: string, kind: string): string;
}
