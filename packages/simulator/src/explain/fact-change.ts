import { asMap, type Value, type ValueMap } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { GivenJob, GivenOutcomes, GivenStep, SimulatedRepository } from "../trace/facts.ts";

/** One fact that is otherwise. */
export type FactChange =
  | { readonly fact: "event"; readonly event: SimulatedEvent }
  /** Of the payload. */
  | { readonly fact: "payload"; readonly path: readonly string[]; readonly value: Value | undefined }
  | { readonly fact: "ref"; readonly value: string }
  | { readonly fact: "actor" | "triggering-actor" | "message"; readonly value: string }
  | { readonly fact: "by"; readonly value: SimulatedEvent["by"] }
  /** One more changed file. */
  | { readonly fact: "file"; readonly value: string }
  | { readonly fact: "repository"; readonly value: string }
  | { readonly fact: "variable"; readonly name: string; readonly value: string }
  | { readonly fact: "secret"; readonly name: string }
  | { readonly fact: "cancelled"; readonly value: boolean }
  | { readonly fact: "job-result"; readonly place: string; readonly value: NonNullable<GivenJob["result"]> }
  | { readonly fact: "job-output"; readonly place: string; readonly name: string; readonly value: string }
  | {
      readonly fact: "step-outcome";
      readonly place: string;
      readonly step: string;
      readonly value: "success" | "failure";
    }
  | {
      readonly fact: "step-output";
      readonly place: string;
      readonly step: string;
      readonly name: string;
      readonly value: string;
    };

/** All that a trace follows from. */
export interface World {
  readonly repository: SimulatedRepository;
  readonly event: SimulatedEvent;
  readonly outcomes: GivenOutcomes;
}

/** The same world with one fact otherwise. */
export function applyChange(world: World, change: FactChange): World {
  const { repository, event, outcomes } = world;
  switch (change.fact) {
    case "event":
      return { ...world, event: change.event };
    case "payload":
      return { ...world, event: setPayload(event, change.path, change.value) };
    case "ref":
      return { ...world, event: { ...setRef(event, change.value), ref: change.value } };
    case "actor":
      return { ...world, event: { ...event, actor: change.value } };
    case "triggering-actor":
      return { ...world, event: { ...event, triggeringActor: change.value } };
    case "message":
      return { ...world, event: { ...event, commitMessage: change.value } };
    case "by":
      return { ...world, event: { ...event, by: change.value } };
    case "file":
      return { ...world, event: { ...event, changedFiles: [...(event.changedFiles ?? []), change.value] } };
    case "repository":
      return { ...world, repository: { ...repository, name: change.value } };
    case "variable": {
      const variables = { ...repository.settings.variables, [change.name]: change.value };
      return { ...world, repository: { ...repository, settings: { ...repository.settings, variables } } };
    }
    case "secret": {
      const secrets = [...(repository.settings.secrets ?? []), change.name];
      return { ...world, repository: { ...repository, settings: { ...repository.settings, secrets } } };
    }
    case "cancelled":
      return { ...world, outcomes: { ...outcomes, isCancelled: change.value } };
    case "job-result":
      return setJob(world, change.place, (job) => ({ ...job, result: change.value }));
    case "job-output":
      return setJob(world, change.place, (job) => ({
        ...job,
        outputs: { ...job.outputs, [change.name]: change.value },
      }));
    case "step-outcome":
      return setStep(world, change.place, change.step, (step) => ({ ...step, outcome: change.value }));
    case "step-output":
      return setStep(world, change.place, change.step, (step) => ({
        ...step,
        outputs: { ...step.outputs, [change.name]: change.value },
      }));
  }
}

/** What two changes would both say; changes of one slot exclude each other. */
export function slotOf(change: FactChange): string {
  switch (change.fact) {
    case "payload":
      return `payload ${change.path.join(".")}`;
    case "variable":
    case "secret":
      return `${change.fact} ${change.name}`;
    case "job-result":
      return `job ${change.place}`;
    case "job-output":
      return `job ${change.place} ${change.name}`;
    case "step-outcome":
      return `step ${change.place} ${change.step}`;
    case "step-output":
      return `step ${change.place} ${change.step} ${change.name}`;
    default:
      return change.fact;
  }
}

function setPayload(event: SimulatedEvent, path: readonly string[], value: Value | undefined): SimulatedEvent {
  const payload = asMap(setAt(event.payload, path, value)) ?? {};
  const dotted = path.join(".");
  const isElsewhere = (each: string): boolean => each !== dotted && !each.startsWith(`${dotted}.`);
  return {
    ...event,
    payload,
    assumed: new Set([...event.assumed].filter(isElsewhere)),
    ...(event.lacking ? { lacking: new Set([...event.lacking].filter(isElsewhere)) } : {}),
  };
}

/** A push says its ref in the payload, too. */
function setRef(event: SimulatedEvent, ref: string): SimulatedEvent {
  return typeof event.payload.ref === "string" && event.payload.ref.startsWith("refs/")
    ? setPayload(event, ["ref"], ref)
    : event;
}

function setAt(value: Value | undefined, [key, ...rest]: readonly string[], set: Value | undefined): Value | undefined {
  if (key === undefined) return set;
  if (Array.isArray(value)) {
    const items: Value[] = [...(value as readonly Value[])];
    const index = key === "+" ? items.length : Number(key);
    const item = setAt(items[index], rest, set);
    if (Number.isInteger(index) && item !== undefined) items[index] = item;
    return items;
  }
  const map: ValueMap = asMap(value) ?? {};
  const own = Object.keys(map).find((name) => name.toLowerCase() === key.toLowerCase()) ?? key;
  const inner = setAt(Object.hasOwn(map, own) ? map[own] : undefined, rest, set);
  const others = Object.entries(map).filter(([name]) => name !== own);
  return Object.fromEntries(inner === undefined ? others : [...others, [own, inner]]);
}

function setJob(world: World, place: string, change: (job: GivenJob) => GivenJob): World {
  const { outcomes } = world;
  const jobs = outcomes.jobs ?? {};
  const job = Object.hasOwn(jobs, place) ? jobs[place] : undefined;
  return { ...world, outcomes: { ...outcomes, jobs: { ...jobs, [place]: change(job ?? {}) } } };
}

function setStep(world: World, place: string, step: string, change: (step: GivenStep) => GivenStep): World {
  return setJob(world, place, (job) => {
    const steps = job.steps ?? {};
    const given = Object.hasOwn(steps, step) ? steps[step] : undefined;
    return { ...job, steps: { ...steps, [step]: change(given ?? {}) } };
  });
}
