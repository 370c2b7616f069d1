import { formatModelPath } from "@yardmaster/core";
import type { ActionBehaviour, Behaviour, Fact, JobBehaviour, WorkflowBehaviour } from "./behaviour.ts";
import { type Change, type ChangeKind, changeKinds } from "./change.ts";
import { code } from "./code.ts";
import { compareChecks } from "./compare-checks.ts";
import { compareEvents } from "./compare-events.ts";
import { compareFacts } from "./compare-facts.ts";
import { comparePermissions } from "./compare-permissions.ts";
import { comparePins } from "./compare-pins.ts";
import { comparePermissionReach, compareSecrets } from "./compare-reaches.ts";
import { compareSteps } from "./compare-steps.ts";
import { findRenames, underNewNames } from "./pair-workflows.ts";

/**
 * The change between two states of a repository, by kind, what widens first. Files that either side cannot read are left out
 * of both.
 * @param renamed old names of files by new ones, as far as somebody knows them.
 */
export function compareBehaviour(
  before: Behaviour,
  after: Behaviour,
  renamed: ReadonlyMap<string, string> = new Map(),
): readonly Change[] {
  const unreadable = new Set([...before.unreadable, ...after.unreadable]);
  const [readable, now] = [before, after].map((each) => without(each, unreadable)) as [Behaviour, Behaviour];
  const renames = findRenames(readable, now, renamed);
  const old = underNewNames(readable, renames);
  const pairs = pairUp(old.workflows, now.workflows);
  const changes = [
    ...pairs.flatMap((pair) => compareWorkflow(pair, now, renames)),
    ...pairUp(old.actions, now.actions).flatMap(compareAction),
    ...compareSecrets(old, now),
    ...comparePermissionReach(old, now),
    ...comparePins(old, now),
    ...compareChecks(pairs, old, now),
  ];
  return changes
    .map((change, index) => ({ change, index }))
    .sort((a, b) => orderOf(a.change) - orderOf(b.change) || a.index - b.index)
    .map(({ change }) => change);
}

function without(behaviour: Behaviour, files: ReadonlySet<string>): Behaviour {
  const isKept = ({ file }: { readonly file: string }) => !files.has(file);
  const { workflows, secrets, permissions } = behaviour;
  return {
    ...behaviour,
    workflows: workflows.filter(isKept),
    secrets: secrets.filter(isKept),
    permissions: permissions.filter(isKept),
  };
}

function orderOf({ kind, severity }: Change): number {
  return changeKinds.indexOf(kind) * 3 + ["widens", "changes", "narrows"].indexOf(severity);
}

type Pair<T> = readonly [old: T | undefined, now: T | undefined];

function pairUp<T extends { readonly file: string }>(old: readonly T[], now: readonly T[]): readonly Pair<T>[] {
  const [before, after] = [old, now].map((all) => new Map(all.map((each) => [each.file, each])));
  const files = [...new Set([...old, ...now].map(({ file }) => file))].sort();
  return files.map((file) => [before?.get(file), after?.get(file)]);
}

function compareWorkflow(
  [old, now]: Pair<WorkflowBehaviour>,
  { people }: Behaviour,
  renames: ReadonlyMap<string, string>,
): readonly Change[] {
  const file = now?.file ?? old?.file ?? "";
  const base = { kind: "workflows", file, path: "" } as const;
  if (!now) return [{ ...base, severity: "narrows", sentence: "The workflow is gone", old: file, new: null }];
  if (!old) {
    return [
      { ...base, severity: "widens", sentence: "The workflow is new", old: null, new: file },
      ...compareEvents(undefined, now, people),
      ...now.jobs.flatMap((job) => [...comparePermissions(undefined, job, file), ...appears(job, file)]),
    ];
  }
  const earlier = renames.get(file);
  return [
    ...(earlier === undefined
      ? []
      : [
          {
            ...base,
            severity: "changes",
            sentence: `The file was called ${code(earlier)}`,
            old: earlier,
            new: file,
          } as const,
        ]),
    ...compareNames(old, now),
    ...compareEvents(old, now, people),
    ...compareFacts(ofCommonEvents(old, now), ofCommonEvents(now, old), { file, of: "" }),
    ...compareJobs(old.jobs, now.jobs, file),
  ];
}

function compareNames(old: WorkflowBehaviour, now: WorkflowBehaviour): readonly Change[] {
  if (old.name === now.name) return [];
  const shown = ({ name }: WorkflowBehaviour) => (name === "" ? "none" : code(name));
  const sentence = `Name of the workflow: ${shown(old)}, now ${shown(now)}`;
  const base = { kind: "workflows", severity: "changes", file: now.file, path: "name" } as const;
  return [{ ...base, sentence, old: old.name || null, new: now.name || null }];
}

/** Filters and inputs of an event that comes or goes are told with it. */
function ofCommonEvents({ facts }: WorkflowBehaviour, other: WorkflowBehaviour): readonly Fact[] {
  const known = new Set(other.events.map(({ event }) => event));
  return facts.filter(({ path }) => path[0] !== "on" || known.has(String(path[1])));
}

function compareJobs(old: readonly JobBehaviour[], now: readonly JobBehaviour[], file: string): readonly Change[] {
  const [before, after] = [old, now].map((jobs) => new Map(jobs.map((job) => [job.id, job])));
  const ids = [...new Set([...old, ...now].map(({ id }) => id))].sort();
  return ids.flatMap((id): readonly Change[] => {
    const [left, right] = [before?.get(id), after?.get(id)];
    const path = formatModelPath(["jobs", id]);
    const base = { kind: "jobs", severity: "changes", file, path } as const;
    if (!right) return [{ ...base, sentence: `Job ${code(id)} is gone`, old: id, new: null }];
    if (!left) {
      const sentence = `Job ${code(id)} is new`;
      return [
        { ...base, sentence, old: null, new: id },
        ...comparePermissions(undefined, right, file),
        ...appears(right, file),
      ];
    }
    const place = { file, of: ` of job ${code(id)}` };
    return [
      ...compareFacts(left.facts, right.facts, place),
      ...comparePermissions(left, right, file),
      ...compareSteps(left.steps, right.steps, place),
    ];
  });
}

/** What of a new job reaches beyond it. */
function appears(job: JobBehaviour, file: string): readonly Change[] {
  const facts = [...job.facts, ...job.steps.flatMap((step) => step.facts)].filter(({ kind }) => reaching.has(kind));
  return compareFacts([], facts, { file, of: ` of job ${code(job.id)}` });
}

const reaching: ReadonlySet<ChangeKind> = new Set(["environments", "images", "secrets"]);

function compareAction([old, now]: Pair<ActionBehaviour>): readonly Change[] {
  const file = now?.file ?? old?.file ?? "";
  // Whether steps use one that is there only on one side, they tell themselves.
  if (!old || !now) return [];
  const place = { file, of: "" };
  return [...compareFacts(old.facts, now.facts, place), ...compareSteps(old.steps, now.steps, place)];
}
