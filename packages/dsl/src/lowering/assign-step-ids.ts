import type { ModelPath } from "@yardmaster/core";
import type { StepNode } from "../steps/step.ts";
import type { Lowering } from "../values/lowering.ts";
import { stepIdTwice, stepTwice } from "./step-diagnostics.ts";

export interface PlacedStep {
  readonly node: StepNode;
  readonly path: ModelPath;
  /** When the step begins: steps of one parallel group share it. */
  readonly order: number;
}

/** An id for every step: the stated one, or one that follows from its name; which of them are printed is settled later. */
export function assignStepIds(steps: readonly PlacedStep[], into: Lowering): ReadonlyMap<string, string> {
  /** In lower case, as GitHub compares them. */
  const taken = new Map<string, string>();
  const ids = new Map<string, string>();
  const seen = new Set<string>();
  for (const { node, path } of steps) {
    if (seen.has(node.token)) into.diagnostics.push(stepTwice({}, { path }));
    else if (node.id !== undefined) {
      const other = taken.get(node.id.toLowerCase());
      if (other !== undefined) into.diagnostics.push(stepIdTwice({ id: node.id, other }, { path: [...path, "id"] }));
      taken.set(node.id.toLowerCase(), node.id);
      ids.set(node.token, node.id);
    }
    seen.add(node.token);
  }
  for (const { node } of steps) {
    if (ids.has(node.token)) continue;
    const base = slug(node.idHint);
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
    taken.set(id, id);
    ids.set(node.token, id);
  }
  return ids;
}

function slug(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return /^[a-z]/.test(name) ? name : `step-${name}`;
}
