import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Task, TaskTable } from "@yardmaster/core";

const ownTable = fileURLToPath(new URL("../../generated/orchestrator-tasks.json", import.meta.url));
const target = { event: "workflow_dispatch", repositories: [], parallel: 1, correlation: "correlation_id" } as const;

/** For what this repository's own table does not show: a rule of its own, and the head of a pull request. */
const further: readonly Task[] = [
  {
    name: "publish",
    description: "Publishes a release.",
    dispatch: { ...target, workflow: "publish.yml" },
    inputs: [],
    who: { roles: ["maintain"] },
  },
  {
    name: "preview",
    description: "Deploys the head of a pull request.",
    dispatch: { ...target, workflow: "preview.yml", head: "sha" },
    inputs: [],
  },
];

/** The table that `gen` has written for this repository, and two tasks more. */
export async function readDemoTasks(): Promise<TaskTable> {
  const table = JSON.parse(await readFile(ownTable, "utf8")) as TaskTable;
  return { ...table, tasks: [...table.tasks, ...further] };
}
