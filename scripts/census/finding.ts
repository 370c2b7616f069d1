import type { ModelPath } from "@yardmaster/core";

/** Something of a workflow that the language has no place for, or emits as something else. */
export interface Finding {
  readonly file: string;
  readonly path: ModelPath;
  readonly missing: string;
}
