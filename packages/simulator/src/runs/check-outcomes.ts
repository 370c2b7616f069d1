import { asMap, type JobView, nearestNames, type WorkflowView } from "@yardmaster/core";
import { type ForeignPlace, findCalled, viewOf } from "../calls/find-called.ts";
import { statedId, stepIds } from "../steps/step-ids.ts";
import type { GivenJob, GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { JobTrace, Problem, RunTrace, Trace } from "../trace/trace.ts";

/**
 * What is said of jobs, legs, steps and outputs that no workflow of the repository has; and, as notes, what is said of those
 * that do not run for this event, and so changes nothing.
 * @param trace of the same repository and outcomes.
 */
export function checkOutcomes(
  repository: SimulatedRepository,
  trace: Trace,
  { jobs = {} }: GivenOutcomes,
): readonly Problem[] {
  const views = jobsByPlace(repository);
  const traces = new Map<string, JobTrace[]>();
  for (const { run } of trace.workflows) if (run) collectTraces(run, traces);
  return Object.entries(jobs).flatMap(([place, given]): readonly Problem[] => {
    const known = views.get(place);
    if (!known) {
      return [
        { code: "outcome-job-unknown", message: `no workflow has a job \`${place}\`${meant(place, views.keys())}` },
      ];
    }
    const ran = traces.get(place) ?? [];
    return [
      ...checkJob(place, given, known),
      ...checkLegs(place, given, known, ran),
      ...unused(place, given, known, ran),
    ];
  });
}

function checkJob(place: string, given: Omit<GivenJob, "legs">, known: readonly JobView[]): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Set(known.flatMap(({ steps }) => stepKeys(steps).flat()));
  for (const key of Object.keys(given.steps ?? {})) {
    if (ids.has(key)) continue;
    const named = known.flatMap(({ steps }) => steps.flatMap((step) => statedId(step) ?? []));
    const message = `the job \`${place}\` has no step \`${key}\`${meant(key, named)}`;
    problems.push({ code: "outcome-step-unknown", message });
  }
  const outputs = known.flatMap(({ keys, uses }) => (uses ? [] : [asMap(keys.outputs) ?? {}]));
  if (outputs.length === known.length) {
    const names = outputs.flatMap((declared) => Object.keys(declared));
    for (const name of Object.keys(given.outputs ?? {})) {
      if (names.includes(name)) continue;
      const message = `the job \`${place}\` has no output \`${name}\`${meant(name, names)}`;
      problems.push({ code: "outcome-output-unknown", message });
    }
  }
  return problems;
}

function checkLegs(
  place: string,
  { legs = {} }: GivenJob,
  known: readonly JobView[],
  ran: readonly JobTrace[],
): readonly Problem[] {
  const counts = ran.filter((job) => !job.unknownLegs && job.legs.length > 0).map((job) => job.legs.length);
  const most = counts.length === ran.length && ran.length > 0 ? Math.max(0, ...counts) : undefined;
  return Object.entries(legs).flatMap(([index, given]) => {
    const own = checkJob(place, given, known);
    const isThere = /^(?:0|[1-9]\d*)$/.test(index) && (most === undefined || Number(index) < most);
    if (isThere) return own;
    const has = most === undefined ? "legs are counted from 0" : `it has ${most}, counted from 0`;
    return [{ code: "outcome-leg-unknown", message: `the job \`${place}\` has no leg \`${index}\`: ${has}` }, ...own];
  });
}

/** Said of what does not run. */
function unused(
  place: string,
  given: GivenJob,
  known: readonly JobView[],
  ran: readonly JobTrace[],
): readonly Problem[] {
  const note = (message: string): Problem => ({ code: "outcome-unused", message, severity: "note" });
  if (ran.length === 0) return [note(`the job \`${place}\` is in no run that this event starts`)];
  const skipped = ran.filter(({ verdict }) => verdict === "skipped" || verdict === "refused");
  const [first] = skipped;
  // A job that is cancelled does not run because of what is said of it.
  if (first && skipped.length === ran.length && first.result !== "cancelled") {
    return [note(`the job \`${place}\` is ${first.verdict}: ${first.reason.text}`)];
  }
  return Object.keys(given.steps ?? {}).flatMap((key) => {
    const positions = known.flatMap(({ steps }) =>
      stepKeys(steps).flatMap((keys, index) => (keys.includes(key) ? [index] : [])),
    );
    const steps = ran.flatMap(({ legs }) =>
      legs.flatMap((leg) => leg.steps.filter(({ index }) => positions.includes(index))),
    );
    const isUnused = steps.length > 0 && steps.every(({ verdict }) => verdict === "skipped");
    return isUnused ? [note(`the step \`${key}\` of \`${place}\` is skipped: ${steps[0]?.reason.text}`)] : [];
  });
}

/** By what each step may be named, as {@link GivenJob.steps} says. */
function stepKeys(steps: JobView["steps"]): readonly (readonly string[])[] {
  const ids = stepIds(steps);
  return steps.map((step, index) =>
    [statedId(step) ?? "", ids[index] ?? "", String(index)].filter((key) => key !== ""),
  );
}

function meant(name: string, known: Iterable<string>): string {
  const all = new Set(known);
  const below = [...all].filter((each) => each.endsWith(`/${name}`)).slice(0, 3);
  const names = below.length > 0 ? below : nearestNames(name, all);
  return names.length === 0 ? "" : `; did you mean ${names.map((each) => `\`${each}\``).join(", ")}?`;
}

/** Source: docs.github.com, "Reuse workflows": ten levels, the top one included. */
const deepestCall = 10;

function jobsByPlace(repository: SimulatedRepository): ReadonlyMap<string, readonly JobView[]> {
  const found = new Map<string, JobView[]>();
  const collect = (
    view: WorkflowView,
    prefix: string,
    origin: ForeignPlace | undefined,
    above: readonly WorkflowView[],
  ): void => {
    if (above.includes(view) || above.length === deepestCall) return;
    for (const job of view.jobs) {
      const place = `${prefix}${job.id}`;
      const others = found.get(place);
      if (others) others.push(job);
      else found.set(place, [job]);
      const called = job.uses ? findCalled(job.uses, repository, origin) : undefined;
      if (called?.kind === "found") collect(called.view, `${place}/`, called.place, [...above, view]);
    }
  };
  for (const fact of repository.workflows.values()) {
    const view = viewOf(fact);
    // What is only called has its places behind those of its callers.
    if ([...view.events.keys()].some((event) => event !== "workflow_call")) collect(view, "", undefined, []);
  }
  return found;
}

function collectTraces(run: RunTrace, found: Map<string, JobTrace[]>): void {
  for (const job of run.jobs) {
    const others = found.get(job.place);
    if (others) others.push(job);
    else found.set(job.place, [job]);
    for (const call of job.calls) if (call.run) collectTraces(call.run, found);
  }
}
