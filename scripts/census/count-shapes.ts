import type { ModelPath, Value } from "@yardmaster/core";
import type { Finding } from "./finding.ts";
import { nodePattern } from "./node-pattern.ts";
import { nodeShape, type Shape } from "./node-shape.ts";
import type { CorpusWorkflow } from "./read-corpus.ts";

export interface ShapeCount {
  readonly pattern: string;
  readonly shape: Shape;
  readonly count: number;
  /** False when some node of this pattern and shape has a finding. */
  readonly expressible: boolean;
}

/** The keys of the workflows with the shapes that their values have, sorted by key. */
export function countShapes(workflows: readonly CorpusWorkflow[], findings: readonly Finding[]): readonly ShapeCount[] {
  const places = new Set(findings.map(({ file, path }) => place(file, path)));
  const counts = new Map<string, ShapeCount>();
  for (const { file, model } of workflows) visit(model, [], file);
  return [...counts.values()].sort((a, b) => compare(a.pattern, b.pattern) || compare(a.shape, b.shape));

  function visit(value: Value, path: ModelPath, file: string): void {
    const pattern = nodePattern(path);
    const shape = nodeShape(value);
    const key = `${pattern} ${shape}`;
    const { count = 0, expressible = true } = counts.get(key) ?? {};
    counts.set(key, { pattern, shape, count: count + 1, expressible: expressible && !places.has(place(file, path)) });
    if (typeof value !== "object" || value === null) return;
    for (const [name, item] of Object.entries(value))
      visit(item as Value, [...path, Array.isArray(value) ? Number(name) : name], file);
  }
}

function place(file: string, path: ModelPath): string {
  return JSON.stringify([file, path]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
