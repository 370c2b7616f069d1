import {
  asMap,
  type JobView,
  type ModelPath,
  mappingKeys,
  platformEvents,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { eventFilters } from "../filter-ignored.ts";
import type { Subject } from "../rule.ts";

/** A map of a workflow whose keys are GitHub's. */
export interface KnownMapping {
  readonly map: ValueMap;
  readonly path: ModelPath;
  /** What it is, as the subject of a sentence. */
  readonly name: string;
  readonly keys: readonly string[];
}

/** Every map of a workflow whose keys are GitHub's, permissions aside, from the outside in. */
export function knownMappings(workflow: Subject): readonly KnownMapping[] {
  const { model } = workflow;
  const found: KnownMapping[] = [{ map: model, path: [], name: "A workflow", keys: mappingKeys[""].keys }];
  for (const [event, settings] of workflow.events) {
    const keys = eventKeys.get(event);
    if (keys) found.push({ map: settings, path: ["on", event], name: `The event \`${event}\``, keys });
  }
  addInner(model, [], rootMappings, found);
  for (const job of workflow.jobs) addJob(job, found);
  return found;
}

/** The maps whose keys are the author's own names. */
export function namedMappings({ model, jobs }: Subject): readonly Pick<KnownMapping, "map" | "path">[] {
  const found: Pick<KnownMapping, "map" | "path">[] = [];
  const add = (value: Value | undefined, path: ModelPath): void => {
    const map = asMap(value);
    if (map) found.push({ map, path });
  };
  add(model.env, ["env"]);
  add(model.jobs, ["jobs"]);
  for (const { keys, path, steps } of jobs) {
    for (const key of ["env", "outputs", "services", "with", "secrets"]) add(asMap(keys)?.[key], [...path, key]);
    add(asMap(asMap(keys)?.strategy)?.matrix, [...path, "strategy", "matrix"]);
    for (const step of steps) for (const key of ["env", "with"]) add(step.keys[key], [...step.path, key]);
  }
  return found;
}

function addJob(job: JobView, found: KnownMapping[]): void {
  const { keys: map, path } = job;
  if (!asMap(map)) return;
  found.push({ map, path, name: "A job", keys: mappingKeys["jobs.*"].keys });
  addInner(map, path, jobMappings, found);
  for (const [name, service] of Object.entries(asMap(map.services) ?? {})) {
    const at = [...path, "services", name];
    const keys = asMap(service);
    if (keys) found.push({ map: keys, path: at, name: "A service", keys: mappingKeys["jobs.*.services.*"].keys });
  }
  for (const step of job.steps) {
    found.push({ map: step.keys, path: step.path, name: "A step", keys: mappingKeys["jobs.*.steps.*"].keys });
  }
}

type Inner = readonly (readonly [path: readonly string[], keys: readonly string[]])[];

function addInner(outer: ValueMap, path: ModelPath, inner: Inner, found: KnownMapping[]): void {
  for (const [steps, keys] of inner) {
    const map = steps.reduce<ValueMap | undefined>((around, key) => asMap(around?.[key]), outer);
    if (map) found.push({ map, path: [...path, ...steps], name: `\`${steps.join(".")}\``, keys });
  }
}

/** Filters are keys of every event but `workflow_call`, and ignored where the event has none. */
const eventKeys: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(platformEvents)
    .filter(([event]) => event !== "schedule")
    .map(([event, { keys }]) => [event, event === "workflow_call" ? keys : [...new Set([...keys, ...eventFilters])]]),
);

const rootMappings: Inner = [
  [["concurrency"], mappingKeys.concurrency.keys],
  [["defaults"], mappingKeys.defaults.keys],
  [["defaults", "run"], mappingKeys["defaults.run"].keys],
];

const jobMappings: Inner = [
  [["concurrency"], mappingKeys["jobs.*.concurrency"].keys],
  [["container"], mappingKeys["jobs.*.container"].keys],
  [["container", "credentials"], mappingKeys["jobs.*.container.credentials"].keys],
  [["defaults"], mappingKeys["jobs.*.defaults"].keys],
  [["defaults", "run"], mappingKeys["jobs.*.defaults.run"].keys],
  [["environment"], mappingKeys["jobs.*.environment"].keys],
  [["runs-on"], mappingKeys["jobs.*.runs-on"].keys],
  [["snapshot"], mappingKeys["jobs.*.snapshot"].keys],
  [["strategy"], mappingKeys["jobs.*.strategy"].keys],
];
