import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadRepository } from "@yardmaster/cli";
import type { TaskTable, WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { type World, worldOf } from "./world.ts";

/** As the sources of this repository make it, with the template for others. */
export async function readWorld(root: string): Promise<World> {
  const { workflows } = await loadRepository(root);
  const consumer = readTemplate(join(root, "templates/orchestrator-consumer"));
  const table: TaskTable = JSON.parse(readFileSync(join(root, "generated/orchestrator-tasks.json"), "utf8"));
  return worldOf({ workflows, consumer, table });
}

/** It lies in this repository, and is one of its own. */
function readTemplate(folder: string): World["workflows"] {
  const names = readdirSync(join(folder, ".github/workflows"));
  const facts = names.map((name) => {
    const file = `.github/workflows/${name}`;
    const { model, diagnostics } = readYaml(readFileSync(join(folder, file), "utf8"), file);
    if (diagnostics.length > 0) throw new Error(`${file} of the template cannot be read`);
    return [file, { file, model: model as WorkflowModel }] as const;
  });
  return new Map(facts);
}
