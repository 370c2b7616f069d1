/** Programs that judge scripts, where they are installed. */
export interface ScriptPrograms {
  /**
   * What shellcheck says of each script, in their order.
   * @returns undefined when it is not installed, or fails.
   */
  readonly shellcheck: (
    scripts: readonly string[],
    shell: "bash" | "sh",
  ) => Promise<readonly ScriptComments[] | undefined>;
  /** The same of pyflakes. */
  readonly pyflakes: (scripts: readonly string[]) => Promise<readonly ScriptComments[] | undefined>;
}

export type ScriptComments = readonly ScriptComment[];

/** Lines and columns count from 1 in the script; the end is exclusive. */
export interface ScriptComment {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly level: "error" | "warning" | "info" | "style";
  /** Of shellcheck, such as `SC2086`. */
  readonly code?: string;
  readonly message: string;
}
