/** A file as the sources make it. */
export interface GeneratedText {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** The module that makes it, relative to the root. */
  readonly source: string;
  readonly text: string;
}
