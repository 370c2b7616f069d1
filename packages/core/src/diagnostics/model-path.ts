import type { ModelPath } from "./diagnostic.ts";

/** Whether a node is another one or lies in it. */
export function isWithin(path: ModelPath, around: ModelPath): boolean {
  return around.every((key, depth) => key === path[depth]);
}

export function isSamePath(a: ModelPath, b: ModelPath): boolean {
  return a.length === b.length && isWithin(a, b);
}
