import { eventsOf, type Value, type WorkflowFact } from "@yardmaster/core";

type Workflows = ReadonlyMap<string, WorkflowFact>;

const folder = ".github/workflows/";

/** The path that a dispatch names; undefined for a name of a workflow, or its number. */
export function dispatchedFile(workflow: string): string | undefined {
  if (!/\.ya?ml$/.test(workflow)) return undefined;
  return workflow.startsWith(folder) ? workflow : `${folder}${workflow}`;
}

/** The workflow of this repository that a dispatch names, by its file or its name. */
export function dispatchedWorkflow<W extends WorkflowFact>(
  workflow: string,
  workflows: ReadonlyMap<string, W>,
): W | undefined {
  const file = dispatchedFile(workflow);
  if (file !== undefined) return workflows.get(file);
  const named = [...workflows.values()].filter(({ model }) => model.name === workflow);
  return named.length === 1 ? named[0] : undefined;
}

/** The workflows of this repository that a `repository_dispatch` of a type starts. */
export function listenersOf(type: string, workflows: Workflows): readonly string[] {
  return [...workflows.values()].flatMap(({ file, model }) => (listens(model.on, type) ? [file] : []));
}

function listens(on: Value, type: string): boolean {
  const settings = eventsOf(on).get("repository_dispatch");
  if (!settings) return false;
  const { types } = settings;
  if (types === undefined || types === null) return true;
  const list: readonly Value[] = Array.isArray(types) ? types : [types];
  // Types are patterns, as far as anybody has said; a name with signs of one may match.
  return list.some((item) => item === type || (typeof item === "string" && /[*?[\]+!]/.test(item)));
}
