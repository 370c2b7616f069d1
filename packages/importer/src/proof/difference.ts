import type { ModelPath, Value } from "@yardmaster/core";

/** Something that GitHub would read in another way than in the original, or a comment that is lost. */
export interface Difference {
  readonly kind: "value" | "comment";
  /** In the original; of what only the other has, there. */
  readonly path: ModelPath;
  readonly wanted: Value | undefined;
  readonly got: Value | undefined;
  /** A sentence. */
  readonly reason: string;
}
