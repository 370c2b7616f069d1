import type { ModelPath } from "@yardmaster/core";

/** What the judges of a module taught of its nodes: how each has to be written. Keys are those of {@link pathKey}. */
export interface Decisions {
  /** Values that are written as `raw`, with the reason. */
  readonly raw: ReadonlyMap<string, string>;
  /** Expressions of which some operands, by their number, or all are read as `loose`. */
  readonly loose: ReadonlyMap<string, ReadonlySet<number> | "all">;
  /** Nodes that no preset, shared constant or function of steps stands for: their keys are written out. */
  readonly plain: ReadonlySet<string>;
}

export const noDecisions: Decisions = { raw: new Map(), loose: new Map(), plain: new Set() };

export function pathKey(path: ModelPath): string {
  return JSON.stringify(path);
}
