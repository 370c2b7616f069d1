import {
  asList,
  type FieldAuthor,
  type JobView,
  namesStatusFunction,
  readTemplate,
  type StepView,
  type Value,
} from "@yardmaster/core";
import { isCheckingCall, isCheckingStep } from "./checks.ts";
import { type Assumption, mayHold } from "./condition.ts";

/**
 * What stands between an outsider and a step. `open`: nothing. `watched`: somebody who is trusted has to act, and the text or
 * the code may change behind them. `closed`: no outsider comes through.
 */
export type Gate = "open" | "watched" | "closed";

const order: readonly Gate[] = ["open", "watched", "closed"];

export function strictest(...gates: readonly Gate[]): Gate {
  return order[Math.max(...gates.map((gate) => order.indexOf(gate)))] ?? "open";
}

/** @param author of the text or of the code that would come through. */
export type GateOf = (author: FieldAuthor) => Gate;

/** The jobs of one workflow under one event. */
export interface JobGates {
  readonly event: string;
  readonly jobs: readonly JobView[];
}

/** The gate before a job, that of the jobs that it needs included. */
export function jobGate(job: JobView, around: JobGates): GateOf {
  const gates = gatesOf(around);
  const known = gates.get(job);
  if (known) return known;
  gates.set(job, () => "open"); // in a ring, which GitHub refuses
  const gate = remembered(workOutGate(job, around));
  gates.set(job, gate);
  return gate;
}

function workOutGate(job: JobView, around: JobGates): GateOf {
  const { event } = around;
  const needed = neededJobs(job, around.jobs);
  const isCheck = (path: readonly string[]) => {
    const holder = path[0] === "needs" ? around.jobs.find(({ id }) => id.toLowerCase() === path[1]) : undefined;
    return holder !== undefined && isCheckingJob(holder);
  };
  const waitsFor = endsOnFailure(job.keys.if) ? needed : [];
  const behind = waitsFor.map((one) => jobGate(one, around));
  return (author) => {
    const own = conditionGate(job.keys.if, { event, isCheck }, author);
    if (author === "writer") return strictest(own, ...behind.map((gate) => gate(author)));
    const watched: Gate = job.keys.environment === undefined ? "open" : "watched";
    const checked: Gate = waitsFor.some((one) => stopsOutsiders(one)) ? checkGate(event, author) : "open";
    return strictest(own, watched, checked, ...behind.map((gate) => gate(author)));
  };
}

/** Jobs that many others need are looked at once for each event. */
function gatesOf({ event, jobs }: JobGates): Map<JobView, GateOf> {
  const ofEvents = worked.get(jobs) ?? new Map<string, Map<JobView, GateOf>>();
  worked.set(jobs, ofEvents);
  const gates = ofEvents.get(event) ?? new Map<JobView, GateOf>();
  ofEvents.set(event, gates);
  return gates;
}

const worked = new WeakMap<readonly JobView[], Map<string, Map<JobView, GateOf>>>();

function remembered(gate: GateOf): GateOf {
  const known = new Map<FieldAuthor, Gate>();
  return (author) => {
    const found = known.get(author) ?? gate(author);
    known.set(author, found);
    return found;
  };
}

/** The gate before a step, within its job or its action: its own condition, and checks in the steps before it. */
export function stepGate(step: StepView, before: readonly StepView[], event: string): GateOf {
  const isCheck = (path: readonly string[]) =>
    path[0] === "steps" && before.some(({ keys }) => isNamed(keys.id, path[1]) && isCheckingStep({ keys }));
  const stops = before.some((earlier) => isCheckingStep(earlier) && earlier.keys["continue-on-error"] !== true);
  return (author) =>
    strictest(
      conditionGate(step.keys.if, { event, isCheck }, author),
      stops && endsOnFailure(step.keys.if) ? checkGate(event, author) : "open",
    );
}

function conditionGate(
  condition: Value | undefined,
  assumption: Omit<Assumption, "outsider">,
  author: FieldAuthor,
): Gate {
  if (condition === undefined) return "open";
  if (!mayHold(condition, { ...assumption, outsider: author })) return "closed";
  return author === "writer" || mayHold(condition, { ...assumption, outsider: "starter" }) ? "open" : "watched";
}

/** A check is of who started the run: where that is somebody else than the author, it only watches. */
function checkGate(event: string, author: FieldAuthor): Gate {
  if (author === "writer") return "open";
  return author !== "comment" && event === "issue_comment" ? "watched" : "closed";
}

function stopsOutsiders(job: JobView): boolean {
  return isCheckingJob(job) && job.keys["continue-on-error"] !== true;
}

function isCheckingJob(job: JobView): boolean {
  return job.uses ? isCheckingCall(job.uses) : job.steps.some(isCheckingStep);
}

function neededJobs({ keys }: JobView, jobs: readonly JobView[]): readonly JobView[] {
  const names = typeof keys.needs === "string" ? [keys.needs] : asList(keys.needs);
  return jobs.filter(({ id }) => names.some((name) => isNamed(name, id.toLowerCase())));
}

function isNamed(value: Value | undefined, name: string | undefined): boolean {
  return typeof value === "string" && value.toLowerCase() === name;
}

/** Whether a condition waits for success, as it does where no status function says otherwise. */
function endsOnFailure(condition: Value | undefined): boolean {
  if (typeof condition !== "string") return true;
  return !readTemplate(condition, true).some(({ expression }) => namesStatusFunction(expression));
}
