import { describeEffects } from "@yardmaster/analyzer";
import {
  asMap,
  environmentOf,
  type JobView,
  viewWorkflow,
  type WorkflowFact,
  type WorkflowView,
  walkExpression,
} from "@yardmaster/core";

/** What workflows take from the repository's settings. */
export interface UsedSettings {
  readonly secrets: ReadonlyMap<string, readonly SettingUse[]>;
  readonly variables: ReadonlyMap<string, readonly SettingUse[]>;
  /** Each with the jobs in it: `ci.yml#build`. */
  readonly environments: ReadonlyMap<string, readonly string[]>;
  /** Files that list `pull_request_target`. */
  readonly targets: readonly string[];
  /** Keys and values that programs behind the platform do not know, by what they are. */
  readonly features: ReadonlySet<Feature>;
}

/** One place that reads a name. */
export interface SettingUse {
  /** `ci.yml#build`, or `ci.yml` outside of its jobs. */
  readonly place: string;
  /** Of the job; outside of jobs, of all of the file's. */
  readonly environments: readonly string[];
  /** One of the environments has a name that only a run knows. */
  readonly isOpen: boolean;
}

export type Feature = "queue" | "cache-mode" | "parallel steps" | "uses: $/";

/** What workflows with a start of their own read, and of one that is only called, the secrets that callers here hand on. */
export function usedSettings(workflows: ReadonlyMap<string, WorkflowFact>): UsedSettings {
  const secrets = new Map<string, SettingUse[]>();
  const variables = new Map<string, SettingUse[]>();
  const environments = new Map<string, string[]>();
  const targets: string[] = [];
  const features = new Set<Feature>();
  const handedOn = describeEffects({ workflows }).secrets.filter(
    ({ name, routes }) => name !== "*" && routes.some(({ event }) => event !== "workflow_call"),
  );
  for (const [path, { model }] of workflows) {
    const view = viewWorkflow(model);
    const file = path.split("/").at(-1) ?? path;
    if (view.events.has("pull_request_target")) targets.push(file);
    for (const feature of featuresOf(view)) features.add(feature);
    const isOnlyCalled = [...view.events.keys()].every((event) => event === "workflow_call");
    for (const { path: at, expression } of view.expressions) {
      const job = at[0] === "jobs" ? view.jobs.find(({ id }) => id === at[1]) : undefined;
      const use = useAt(job ? `${file}#${job.id}` : file, job ? [job] : view.jobs);
      walkExpression(expression, (part) => {
        if (part.kind !== "property" || part.object.kind !== "context") return;
        const context = part.object.name.toLowerCase();
        const isSecret = context === "secrets" && part.name.toUpperCase() !== "GITHUB_TOKEN";
        if (context !== "vars" && (!isSecret || isOnlyCalled)) return;
        add(isSecret ? secrets : variables, part.name, use);
      });
    }
    for (const job of isOnlyCalled ? view.jobs : []) {
      const arriving = handedOn.filter((reach) => reach.file === path && reach.job === job.id);
      for (const { name } of arriving) add(secrets, name, useAt(`${file}#${job.id}`, [job]));
    }
    for (const { id, keys } of view.jobs) {
      const name = environmentOf(keys);
      if (name !== undefined && !isComputed(name)) {
        environments.set(name, [...(environments.get(name) ?? []), `${file}#${id}`]);
      }
    }
  }
  return { secrets, variables, environments, targets, features };
}

function add(uses: Map<string, SettingUse[]>, name: string, use: SettingUse): void {
  const known = uses.get(name) ?? [];
  if (!known.some(({ place }) => place === use.place)) uses.set(name, [...known, use]);
}

function useAt(place: string, jobs: readonly JobView[]): SettingUse {
  const names = [...new Set(jobs.map(({ keys }) => environmentOf(keys)))].filter((name) => name !== undefined);
  return { place, environments: names.filter((name) => !isComputed(name)), isOpen: names.some(isComputed) };
}

function isComputed(name: string): boolean {
  return name.includes("${{");
}

const parallelKeys = ["parallel", "background", "wait", "wait-all", "cancel"];

/** Names that people choose, such as those of inputs and variables, are none of these. */
function featuresOf({ model, jobs }: WorkflowView): readonly Feature[] {
  const keyed = [model as Readonly<Record<string, unknown>>, ...jobs.map(({ keys }) => keys)];
  const steps = jobs.flatMap((job) => job.steps.map(({ keys }) => keys));
  const calls = [...jobs.map(({ keys }) => keys.uses), ...steps.map(({ uses }) => uses)];
  const has: Readonly<Record<Feature, boolean>> = {
    queue: keyed.some(({ concurrency }) => asMap(concurrency as never)?.queue !== undefined),
    "cache-mode": keyed.some((keys) => keys["cache-mode"] !== undefined),
    "parallel steps": steps.some((keys) => parallelKeys.some((key) => keys[key] !== undefined)),
    "uses: $/": calls.some((uses) => typeof uses === "string" && uses.startsWith("$/")),
  };
  return (Object.keys(has) as Feature[]).filter((feature) => has[feature]);
}
