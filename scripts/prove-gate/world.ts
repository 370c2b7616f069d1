import type { TaskTable } from "@yardmaster/core";
import { checkEvent, decideAdmission } from "@yardmaster/orchestrator";
import type { SimulatedRepository } from "@yardmaster/simulator";

/** What is proved: workflows, the table of tasks, and the rules by which the gate decides. */
export interface World {
  readonly workflows: SimulatedRepository["workflows"];
  /** Workflows of a repository that calls those of this one, as the template has them. */
  readonly consumer: SimulatedRepository["workflows"];
  readonly table: TaskTable;
  readonly checkEvent: typeof checkEvent;
  readonly decideAdmission: typeof decideAdmission;
}

/** The secret that nobody reaches without an allowing fact. */
export const botToken = "ORCHESTRATOR_BOT_TOKEN";

export function worldOf(parts: Pick<World, "workflows" | "consumer" | "table">): World {
  return { ...parts, checkEvent, decideAdmission };
}
