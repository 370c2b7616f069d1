import { type Expression, type ModelPath, walkExpression } from "@yardmaster/core";
import type { ActionSubject, StepHolder, Subject } from "../rule.ts";

/** Names of outputs by where they are first read. */
export type OutputReads = ReadonlyMap<string, ModelPath>;

const readsOf = new WeakMap<Subject | ActionSubject, ReadonlyMap<string, OutputReads>>();

/** The outputs of a step that its job or its action reads by name: `steps.<id>.outputs.<name>`. */
export function outputsRead(id: string, { job, document }: StepHolder): OutputReads {
  const reads = readsOf.get(document) ?? findReads(document);
  readsOf.set(document, reads);
  return reads.get(keyOf(job?.id, id)) ?? new Map();
}

function findReads(document: Subject | ActionSubject): ReadonlyMap<string, OutputReads> {
  const found = new Map<string, Map<string, ModelPath>>();
  for (const { expression, path } of document.expressions) {
    const job = path[0] === "jobs" ? String(path[1]) : undefined;
    walkExpression(expression, (part) => {
      const [id, name] = stepOutput(part) ?? [];
      if (id === undefined || name === undefined) return;
      const key = keyOf(job, id);
      const names = found.get(key) ?? new Map<string, ModelPath>();
      if (!names.has(name)) names.set(name, path);
      found.set(key, names);
    });
  }
  return found;
}

function stepOutput(part: Expression): readonly [id: string, name: string] | undefined {
  if (part.kind !== "property" || part.object.kind !== "property") return undefined;
  const { name, object: outputs } = part;
  const step = outputs.object;
  if (outputs.name.toLowerCase() !== "outputs" || step.kind !== "property") return undefined;
  return step.object.kind === "context" && step.object.name.toLowerCase() === "steps" ? [step.name, name] : undefined;
}

function keyOf(job: string | undefined, id: string): string {
  return `${job ?? ""} ${id.toLowerCase()}`;
}
