import { eventsOf } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";

const found = new WeakMap<SimulatedRepository["workflows"], readonly string[]>();

/** Files that list `workflow_dispatch`. */
export function dispatchableFiles({ workflows }: SimulatedRepository): readonly string[] {
  const known = found.get(workflows);
  if (known) return known;
  const files = [...workflows].flatMap(([file, { model }]) =>
    eventsOf(model.on).has("workflow_dispatch") ? [file] : [],
  );
  found.set(workflows, files);
  return files;
}
