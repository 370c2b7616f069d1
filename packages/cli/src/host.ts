import type { Files, Output } from "@yardmaster/core";

/** Everything outside the program that a command may touch. Tests pass their own. */
export interface Host {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The product: what a pipe should receive. */
  readonly stdout: Output;
  /** The commentary. */
  readonly stderr: Output;
  readonly files: Files;
  /** UTC instant. */
  readonly now: () => Date;
}
