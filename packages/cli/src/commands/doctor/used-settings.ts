import { asMap, viewWorkflow, type WorkflowFact, walkExpression } from "@yardmaster/core";

/** Names that workflows take from the repository's settings, each with the places that use it: `ci.yml#build`. */
export interface UsedSettings {
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly variables: ReadonlyMap<string, readonly string[]>;
  readonly environments: ReadonlyMap<string, readonly string[]>;
  /** Environment -> secrets that jobs in it read, and variables. */
  readonly inEnvironments: ReadonlyMap<
    string,
    { readonly secrets: ReadonlySet<string>; readonly variables: ReadonlySet<string> }
  >;
  /** Files that list `pull_request_target`. */
  readonly targets: readonly string[];
  /** Keys and values that programs behind the platform do not know, by what they are. */
  readonly features: ReadonlySet<Feature>;
}

export type Feature = "queue" | "cache-mode" | "parallel steps" | "uses: $/";

/** What workflows with a start of their own read; one that is only called gets its secrets from its callers. */
export function usedSettings(workflows: ReadonlyMap<string, WorkflowFact>): UsedSettings {
  const secrets = new Map<string, string[]>();
  const variables = new Map<string, string[]>();
  const environments = new Map<string, string[]>();
  const inEnvironments = new Map<string, { secrets: Set<string>; variables: Set<string> }>();
  const targets: string[] = [];
  const features = new Set<Feature>();
  for (const [path, { model }] of workflows) {
    const view = viewWorkflow(model);
    const file = path.split("/").at(-1) ?? path;
    if (view.events.has("pull_request_target")) targets.push(file);
    const isOnlyCalled = [...view.events.keys()].every((event) => event === "workflow_call");
    const text = JSON.stringify(model);
    if (/"queue":/.test(text)) features.add("queue");
    if (/"cache-mode":/.test(text)) features.add("cache-mode");
    if (/"(?:parallel|background|wait|wait-all)":/.test(text)) features.add("parallel steps");
    if (/"uses":"\$\//.test(text)) features.add("uses: $/");
    for (const { path: at, expression } of view.expressions) {
      const [top, id] = at;
      const place = top === "jobs" && typeof id === "string" ? `${file}#${id}` : file;
      const environment =
        top === "jobs" && typeof id === "string"
          ? environmentOf(view.jobs.find((job) => job.id === id)?.keys.environment)
          : undefined;
      walkExpression(expression, (part) => {
        if (part.kind !== "property" || part.object.kind !== "context") return;
        const context = part.object.name.toLowerCase();
        const isSecret = context === "secrets" && part.name.toUpperCase() !== "GITHUB_TOKEN";
        if (context !== "vars" && (!isSecret || isOnlyCalled)) return;
        add(isSecret ? secrets : variables, part.name, place);
        if (environment === undefined) return;
        const known = inEnvironments.get(environment) ?? { secrets: new Set(), variables: new Set() };
        known[isSecret ? "secrets" : "variables"].add(part.name);
        inEnvironments.set(environment, known);
      });
    }
    for (const { id, keys } of view.jobs) {
      const name = environmentOf(keys.environment);
      if (name !== undefined) add(environments, name, `${file}#${id}`);
    }
  }
  return { secrets, variables, environments, inEnvironments, targets, features };
}

/** Undefined for none, and for one that only a run knows. */
function environmentOf(value: unknown): string | undefined {
  const name = typeof value === "string" ? value : asMap(value as never)?.name;
  return typeof name === "string" && !name.includes("${{") ? name : undefined;
}

function add(map: Map<string, string[]>, name: string, place: string): void {
  const places = map.get(name) ?? [];
  if (!places.includes(place)) map.set(name, [...places, place]);
}
