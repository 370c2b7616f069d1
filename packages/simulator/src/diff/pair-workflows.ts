import type { Behaviour, Fact, JobBehaviour, KnownReach, WorkflowBehaviour } from "./behaviour.ts";

/**
 * The names that workflows had before, by those that they have now: as git says, else of the same name, else doing the same.
 * @param renamed old names of files by new ones.
 */
export function findRenames(
  old: Behaviour,
  now: Behaviour,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const left = new Map(old.workflows.map((workflow) => [workflow.file, workflow]));
  const fresh = now.workflows.filter(({ file }) => !left.has(file));
  for (const { file } of now.workflows) left.delete(file);
  const found = new Map<string, string>();
  const take = (fits: (before: WorkflowBehaviour, after: WorkflowBehaviour) => boolean): void => {
    for (const after of fresh) {
      const before = found.has(after.file) ? undefined : [...left.values()].find((each) => fits(each, after));
      if (!before) continue;
      found.set(after.file, before.file);
      left.delete(before.file);
    }
  };
  take((before, after) => renamed.get(after.file) === before.file);
  take((before, after) => before.name !== "" && before.name === after.name);
  take((before, after) => contentOf(before) === contentOf(after));
  return found;
}

function contentOf({ events, facts, jobs }: WorkflowBehaviour): string {
  return JSON.stringify([
    events,
    facts.map(values),
    jobs.map((job) => [job.id, job.facts.map(values), job.steps.map(({ facts: own }) => own.map(values))]),
  ]);
}

function values({ kind, subject, value }: Fact): readonly string[] {
  return [kind, subject, value];
}

/** The same under the names that files have now. @param renames as `findRenames` gives them. */
export function underNewNames(behaviour: Behaviour, renames: ReadonlyMap<string, string>): Behaviour {
  if (renames.size === 0) return behaviour;
  const names = new Map([...renames].map(([now, before]) => [before, now]));
  const named = (file: string) => names.get(file) ?? file;
  const reach = (each: KnownReach): KnownReach => ({
    ...each,
    file: named(each.file),
    ...(each.handedTo === undefined ? {} : { handedTo: named(each.handedTo) }),
    routes: each.routes.map((route) => ({
      ...route,
      through: route.through.map((hop) => ({ ...hop, file: named(hop.file) })),
    })),
  });
  const fact = (each: Fact): Fact =>
    each.subject === "called workflow" ? { ...each, value: named(each.value) } : each;
  const job = (each: JobBehaviour): JobBehaviour => ({ ...each, facts: each.facts.map(fact) });
  return {
    ...behaviour,
    workflows: behaviour.workflows.map((each) => ({ ...each, file: named(each.file), jobs: each.jobs.map(job) })),
    secrets: behaviour.secrets.map(reach),
    permissions: behaviour.permissions.map(reach),
  };
}
