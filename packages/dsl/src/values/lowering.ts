import type { Diagnostic, Escape, ModelComment, Origin } from "@yardmaster/core";

/** What one document gathers while its nodes become plain data. */
export interface Lowering {
  readonly comments: ModelComment[];
  readonly origins: Origin[];
  readonly diagnostics: Diagnostic[];
  readonly escapes: Escape[];
}

export function newLowering(): Lowering {
  return { comments: [], origins: [], diagnostics: [], escapes: [] };
}
