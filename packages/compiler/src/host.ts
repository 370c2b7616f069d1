import type { Files, Output } from "@yardmaster/core";

/** What compiling touches of the outside world. */
export interface CompilerHost {
  readonly files: Files;
  /** Receives what the sources print while they are evaluated. */
  readonly stderr: Output;
}
