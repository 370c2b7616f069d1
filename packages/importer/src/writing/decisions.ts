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

/** Whether a preset may stand for a node: no judge has asked for its keys, or for the value as it is. */
export function isFree(path: ModelPath, { plain, raw }: Decisions): boolean {
  const key = pathKey(path);
  return !plain.has(key) && !raw.has(key);
}

export function pathKey(path: ModelPath): string {
  return JSON.stringify(path);
}
