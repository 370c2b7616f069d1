import { resolve } from "node:path";
import type { SimulatedRepository } from "@yardmaster/simulator";
import { nodeHost } from "./node-host.ts";
import type { GivenFacts } from "./repository/given-facts.ts";

/**
 * A repository for tests that simulate events in it, as its sources make it or else as it lies on the disk.
 * @param folder in it, from the current directory.
 * @throws where there is no repository, or where what is in it cannot be read: a test of a part would say too much.
 */
export async function loadRepository(folder = ".", given: GivenFacts = {}): Promise<SimulatedRepository> {
  // Programs that ask for other things of this package need none of it.
  const { readRepository } = await import("./repository/read-repository.ts");
  const root = resolve(folder);
  const read = await readRepository(root, nodeHost(), given);
  if (!read) throw new Error(`Neither ${root} nor a folder above it has workflows, or sources of some`);
  const { repository, findings, isUnreadable, refused } = read;
  const [error] = findings.filter(({ severity }) => severity === "error");
  if (error) throw new Error(`The sources do not compile: ${error.code}: ${error.message}`);
  if (isUnreadable) throw new Error(`Something of ${root} cannot be read`);
  const invalid = await refused([...repository.workflows.keys()]);
  return invalid.size === 0 ? repository : { ...repository, invalid };
}
