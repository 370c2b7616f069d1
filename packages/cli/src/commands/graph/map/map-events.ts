import { asList, asMap, eventsOf, platformEvents, type ValueMap, type WorkflowFact } from "@yardmaster/core";
import {
  completeEvent,
  type GivenEvent,
  type JobTrace,
  loadExamples,
  requiredInputs,
  type SimulatedRepository,
  simulate,
  type Trace,
} from "@yardmaster/simulator";
import type { MapEvent, MapModel, MapVerdict } from "./map-model.ts";

type EventName = keyof typeof platformEvents;

/** More are named as not simulated: each is a trace of all workflows in the page. */
const mostEvents = 60;
/** Simulations of the page are of no day. */
const instant = "2026-01-05T12:00:00Z";

/** What each event that some workflow lists would start, on the default branch and with one changed file. */
export async function simulateEvents(
  repository: SimulatedRepository,
): Promise<Pick<MapModel, "events" | "notSimulated">> {
  const examples = await loadExamples();
  const events: MapEvent[] = [];
  const notSimulated: { label: string; reason: string }[] = [];
  for (const { label, given } of listEvents(repository)) {
    if (events.length === mostEvents) {
      notSimulated.push({ label, reason: `the page has the first ${mostEvents} events` });
      continue;
    }
    const completed = completeEvent(given, repository, examples);
    if (!("event" in completed)) {
      notSimulated.push({ label, reason: completed.problems.map(({ message }) => message).join("; ") });
      continue;
    }
    events.push({
      label,
      event: given.name ?? "",
      workflows: verdictsOf(simulate(repository, completed.event), repository),
    });
  }
  return { events, notSimulated };
}

/** Workflows that do not list the event have no verdict; one that is called has that of its caller, unless it starts as well. */
function verdictsOf({ workflows }: Trace, { name }: SimulatedRepository): MapEvent["workflows"] {
  const verdicts = new Map<string, MapVerdict>(workflows.flatMap(({ run }) => callsIn(run?.jobs ?? [], name)));
  for (const { file, starts, reason, run } of workflows) {
    if (reason.code === "event-not-listed" || (starts === "no" && verdicts.has(file))) continue;
    const answer = starts === "yes" || starts === "no" ? starts : "unknown";
    verdicts.set(file, { starts: answer, why: reason.text, jobs: jobsOf(run?.jobs ?? []) });
  }
  return Object.fromEntries([...verdicts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface ListedEvent {
  readonly label: string;
  readonly given: GivenEvent;
}

/** By name, then by activity type; a schedule by its cron, a dispatch by its workflow. */
function listEvents(repository: SimulatedRepository): readonly ListedEvent[] {
  const found = new Map<string, ListedEvent>();
  const add = (label: string, given: Omit<GivenEvent, "instant">): void => {
    if (!found.has(label)) found.set(label, { label, given: { instant, actor: "someone", ...given } });
  };
  for (const fact of repository.workflows.values()) {
    for (const [name, settings] of eventsOf(fact.model.on ?? null)) {
      if (Object.hasOwn(platformEvents, name) && name !== "workflow_call")
        listOne(name as EventName, settings, fact, repository, add);
    }
  }
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

function listOne(
  name: EventName,
  settings: ValueMap,
  { file, model }: WorkflowFact,
  { defaultBranch }: SimulatedRepository,
  add: (label: string, given: Omit<GivenEvent, "instant">) => void,
): void {
  const files = ["README.md"];
  if (name === "push") {
    if (settings.tags === undefined || settings.branches !== undefined)
      add(`push to ${defaultBranch}`, { name, ref: `refs/heads/${defaultBranch}`, files });
    if (settings.tags !== undefined) add("push of the tag v1.0.0", { name, ref: "refs/tags/v1.0.0", files });
  } else if (name === "schedule") {
    for (const cron of asList(asMap(model.on)?.schedule ?? []).flatMap(cronOf)) add(`schedule ${cron}`, { name, cron });
  } else if (name === "workflow_dispatch") {
    add(`workflow_dispatch of ${file.split("/").at(-1)}`, { name, workflow: file, inputs: requiredInputs(settings) });
  } else {
    const known = platformEvents[name].types as readonly string[];
    const stated = asList(settings.types ?? []).filter((type) => typeof type === "string");
    const usual =
      name.startsWith("pull_request") && stated.length === 0
        ? ["opened"]
        : stated.length > 0
          ? stated
          : known.slice(0, 1);
    const types: readonly (string | undefined)[] = usual.length > 0 ? usual : [undefined];
    const pull = name.startsWith("pull_request") ? { base: defaultBranch, head: "change", files } : {};
    for (const action of types) {
      add(action === undefined ? name : `${name} ${action}`, {
        name,
        ...pull,
        ...(action === undefined ? {} : { action }),
      });
    }
  }
}

function cronOf(entry: unknown): readonly string[] {
  const cron = typeof entry === "object" && entry !== null && "cron" in entry ? entry.cron : undefined;
  return typeof cron === "string" ? [cron] : [];
}

function jobsOf(jobs: readonly JobTrace[]): MapVerdict["jobs"] {
  return Object.fromEntries(jobs.map(({ id, verdict, reason }) => [id, { verdict, why: reason.text }]));
}

/** Called workflows of this repository, as far as something of them runs: another one may have a file of the same path. */
function callsIn(jobs: readonly JobTrace[], name: string): readonly [string, MapVerdict][] {
  return jobs.flatMap(({ place, verdict, calls }) =>
    calls.flatMap(({ file, uses, reason, run }): [string, MapVerdict][] => {
      if (reason !== undefined || !(uses.startsWith("./") || uses.startsWith(`${name}/`))) return [];
      const starts = verdict === "runs" ? "yes" : "unknown";
      const called = run?.jobs ?? [];
      return [[file, { starts, why: `it is called by ${place}`, jobs: jobsOf(called) }], ...callsIn(called, name)];
    }),
  );
}
