import { type ActionFact, type UsesReference, viewAction, type WorkflowFact } from "@yardmaster/core";
import { viewOf } from "../calls/find-called.ts";
import { checkNames } from "../jobs/check-names.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type {
  ActionBehaviour,
  Behaviour,
  CheckBehaviour,
  JobBehaviour,
  KnownEffects,
  Pin,
  WorkflowBehaviour,
} from "./behaviour.ts";
import { contractFacts, inputFacts } from "./input-facts.ts";
import { cacheFacts, jobBehaviour } from "./job-behaviour.ts";
import { concurrencyFacts, settingFacts } from "./setting-facts.ts";
import { pinOf, stepBehaviour } from "./step-behaviour.ts";
import { triggerFacts } from "./trigger-facts.ts";

/** What is known of a repository beside its workflows. */
export interface BehaviourFacts {
  readonly effects: KnownEffects;
  /** Of the repository's own actions that are looked for, by their folder from the root. */
  readonly action: (folder: string) => ActionFact;
  /** Versions in comments behind pins, by the text of `uses`. @param file from the root. */
  readonly versions: (file: string) => ReadonlyMap<string, string>;
}

/** What the workflows of a repository do. The same input gives the same result. */
export function behaviourOf(repository: SimulatedRepository, facts: BehaviourFacts): Behaviour {
  const sorted = [...repository.workflows.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    workflows: sorted.map((fact) => workflowBehaviour(fact, repository, facts)),
    actions: actionsOf(sorted, facts),
    secrets: facts.effects.secrets,
    permissions: facts.effects.permissions,
    people: facts.effects.people,
    unreadable: [...(repository.unreadable?.keys() ?? [])].sort(),
  };
}

function workflowBehaviour(
  fact: WorkflowFact,
  repository: SimulatedRepository,
  known: BehaviourFacts,
): WorkflowBehaviour {
  const { file, model } = fact;
  const view = viewOf(fact);
  const {
    name,
    on: _,
    jobs: __,
    permissions: ___,
    concurrency,
    description: ____,
    "cache-mode": cache,
    ...others
  } = model;
  const told = known.effects.workflows.find((each) => each.file === file)?.events ?? [];
  const people = new Map(told.map((each) => [each.event, each.people]));
  const versions = known.versions(file);
  return {
    file,
    name: typeof name === "string" ? name : "",
    events: [...view.events.keys()].sort().map((event) => ({ event, people: people.get(event) ?? "" })),
    facts: [
      ...triggerFacts(model, view.events),
      ...inputFacts(view.events),
      ...concurrencyFacts(concurrency, ["concurrency"]),
      ...cacheFacts(cache, ["cache-mode"]),
      ...Object.entries(others).flatMap(([key, value]) => settingFacts("settings", key, value, [key])),
    ],
    jobs: view.jobs.map((job) => jobBehaviour(job, model, repository.settings)).sort(byId),
    pins: view.jobs.flatMap((job) => [
      ...pinOf(job.uses, [...job.path, "uses"], versions),
      ...job.steps.flatMap((step) => pinOf(step.uses, [...step.path, "uses"], versions)),
    ]),
    checks: checksOf(fact, repository),
  };
}

/** One that is only called here files its checks under its callers' names. */
function checksOf(fact: WorkflowFact, { workflows }: SimulatedRepository): readonly CheckBehaviour[] {
  const view = viewOf(fact);
  const isOnlyCalled = [...view.events.keys()].every((event) => event === "workflow_call");
  if (isOnlyCalled && [...workflows.values()].some((other) => calls(other, fact.file))) return [];
  const called = (uses: UsesReference) => {
    const found = uses.kind === "local" ? workflows.get(uses.folder) : undefined;
    return found && viewOf(found);
  };
  const canBeSkipped = new Set(
    view.jobs.flatMap(({ id, keys }) => ((keys.if ?? keys.needs) === undefined ? [] : [id])),
  );
  const all = checkNames(view, called);
  return all.map(({ place, path, names, skipped }) => {
    const bare = skipped.map(({ text }) => text);
    const isCalling = all.some((other) => other.place.startsWith(`${place}/`));
    // What a workflow that nobody knows files stands behind the name of the job that calls it.
    const own = names.length > 0 || isCalling ? names.map(({ text }) => text) : bare.map((text) => `${text} / …`);
    return {
      place,
      path,
      names: [...new Set(own)].sort(),
      skipped: canBeSkipped.has(place) ? bare.filter((text) => !own.includes(text)) : [],
    };
  });
}

function calls(workflow: WorkflowFact, file: string): boolean {
  return viewOf(workflow).jobs.some(({ uses }) => uses?.kind === "local" && uses.folder === file);
}

function byId(a: JobBehaviour, b: JobBehaviour): number {
  return a.id < b.id ? -1 : 1;
}

/** Own actions, and those that they use in their turn. */
function actionsOf(
  workflows: readonly WorkflowFact[],
  { action, versions }: BehaviourFacts,
): readonly ActionBehaviour[] {
  const found = new Map<string, ActionBehaviour>();
  const seen = new Set<string>();
  const visit = (uses: UsesReference | undefined): void => {
    if (uses?.kind !== "local" || seen.has(uses.folder)) return;
    seen.add(uses.folder);
    const fact = action(uses.folder);
    if (typeof fact !== "object" || !("model" in fact)) return;
    const { file, model } = fact;
    const view = viewAction(model);
    const { runs, name: _, description: __, author: ___, branding: ____, inputs, outputs, ...others } = model;
    const { steps: _____, ...running } = runs as Readonly<Record<string, never>>;
    const pins = view.steps.flatMap((step): readonly Pin[] => pinOf(step.uses, [...step.path, "uses"], versions(file)));
    found.set(file, {
      file,
      facts: [
        ...contractFacts({ inputs, outputs }, [], ""),
        ...settingFacts("steps", "runs", running, ["runs"]),
        ...Object.entries(others).flatMap(([key, value]) => settingFacts("settings", key, value, [key])),
      ],
      steps: view.steps.map(stepBehaviour),
      pins,
    });
    for (const step of view.steps) visit(step.uses);
  };
  for (const fact of workflows) for (const job of viewOf(fact).jobs) for (const step of job.steps) visit(step.uses);
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}
