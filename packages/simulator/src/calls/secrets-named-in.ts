import { secretsIn, type WorkflowModel } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";

/**
 * Names of all secrets that a repository's workflows read or that it is known to have, in upper case and sorted; `*` where one
 * reads any by a computed name.
 */
export function secretsNamedIn({ workflows, calledElsewhere, settings }: SimulatedRepository): readonly string[] {
  const read = [...workflows.values(), ...(calledElsewhere?.values() ?? [])].flatMap(({ model }) => namesIn(model));
  const environments = Object.values(settings.environments ?? {}).flatMap(({ secrets }) => secrets ?? []);
  const known = [...(settings.secrets ?? []), ...(settings.dependabotSecrets ?? []), ...environments];
  return [...new Set([...read, ...known].map((name) => name.toUpperCase()))].sort();
}

const before = new WeakMap<WorkflowModel, readonly string[]>();

function namesIn(model: WorkflowModel): readonly string[] {
  const names = before.get(model) ?? secretsIn(model);
  before.set(model, names);
  return names;
}
