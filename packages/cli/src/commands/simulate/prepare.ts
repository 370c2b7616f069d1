import { resolve } from "node:path";
import { eventsOf } from "@yardmaster/core";
import {
  completeEvent,
  type GivenEvent,
  type GivenOutcomes,
  loadExamples,
  type SimulatedEvent,
  simulate,
  type Trace,
} from "@yardmaster/simulator";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { visibleText } from "../../report/visible-text.ts";
import { tellDefaultBranch } from "../../repository/default-branch-workflows.ts";
import type { GivenFacts } from "../../repository/given-facts.ts";
import { readFacts } from "../../repository/read-facts.ts";
import { type ReadOutcomes, readOutcomes } from "../../repository/read-outcomes.ts";
import {
  findRepositoryRoot,
  type ReadRepository,
  readRepository,
  readRepositoryAt,
} from "../../repository/read-repository.ts";
import { refuseSources } from "../../repository/refuse-sources.ts";
import { setField } from "./set-field.ts";
import { stateEvent } from "./state-event.ts";
import { takeFiles, takeFromGit } from "./take-from-git.ts";

/** All that a simulation takes. */
export interface Prepared {
  readonly reading: ReadRepository;
  /** What comes of it. */
  readonly trace: Trace;
  readonly event: SimulatedEvent;
  readonly outcomes: GivenOutcomes;
  /** The same by another event, as GitHub's examples have it; undefined where it cannot be completed. */
  readonly eventOf: (name: string) => SimulatedEvent | undefined;
  /** Where the outcomes come from. */
  readonly outcomesFile?: ReadOutcomes["file"];
}

/**
 * Reads a repository, and an event as the command line and git say it. Says on stderr what was taken from git or assumed.
 * @param payloadFile of the event; undefined where the person names none.
 * @returns the exit code where it cannot be done; the person has been told why.
 */
export async function prepareSimulation(
  given: Arguments,
  payloadFile: string | undefined,
  host: Host,
): Promise<Prepared | { readonly code: ExitCode }> {
  const factsFile = given.values.get("facts");
  const facts = factsFile === undefined ? undefined : await readFacts(factsFile, host);
  if (facts && !facts.ok) return refuse(facts.error, host);
  const outputsFile = given.values.get("outputs");
  const outcomes = outputsFile === undefined ? undefined : await readOutcomes(outputsFile, host);
  if (outcomes && !outcomes.ok) return refuse(outcomes.error, host);
  const revision = given.values.get("revision");
  const folder = resolve(host.cwd);
  const reading =
    revision === undefined
      ? await readRepository(folder, host, facts?.value)
      : await readRevision(folder, revision, host, facts?.value);
  if (typeof reading === "string") return refuse([reading], host);
  if (!reading) return refuse([`There are no workflows in ${folder} or above it.`], host);
  const refused = await refuseSources(reading, host);
  if (refused !== undefined) return { code: refused };
  const event = await prepareEvent(given, payloadFile, reading, host);
  if ("code" in event) return event;
  const known = outcomes?.value.outcomes ?? {};
  const trace = simulate(reading.repository, event.event, known);
  const started = trace.workflows.flatMap(({ file, starts }) => (starts === "no" ? [] : [file]));
  if (revision === undefined) {
    const simulateThere = ({ repository: { workflows, unreadable } }: ReadRepository) =>
      simulate({ ...reading.repository, workflows, ...(unreadable ? { unreadable } : {}) }, event.event, known);
    const elsewhere = await tellDefaultBranch(reading, event.event.name, trace, simulateThere, facts?.value, host);
    if (elsewhere !== undefined) host.stderr.write(`${visibleText(elsewhere)}\n`);
  }
  const judged = await judgeStarted(reading, started);
  return {
    reading: judged,
    trace: judged === reading ? trace : simulate(judged.repository, event.event, known),
    ...event,
    outcomes: known,
    ...(outcomes ? { outcomesFile: outcomes.value.file } : {}),
  };
}

/** @returns a sentence where git knows no such commit, or the commit has no workflows. */
async function readRevision(
  folder: string,
  revision: string,
  host: Host,
  facts: GivenFacts | undefined,
): Promise<ReadRepository | string | undefined> {
  const root = await findRepositoryRoot(folder, host);
  if (root === undefined) return undefined;
  const read = await readRepositoryAt(root, revision, host, facts);
  if (!read) return `git knows no commit "${revision}" here: name a branch, tag or commit that has been fetched.`;
  return read.repository.workflows.size === 0 ? `The commit ${revision} has no workflows.` : read;
}

/** With what GitHub's parser refuses of the workflows that start and of those that they call. */
async function judgeStarted(reading: ReadRepository, started: readonly string[]): Promise<ReadRepository> {
  if (started.length === 0) return reading;
  const called = [...reading.repository.workflows.values()].flatMap(({ file, model }) =>
    eventsOf(model.on ?? null).has("workflow_call") ? [file] : [],
  );
  const invalid = await reading.refused([...new Set([...started, ...called])]);
  return invalid.size === 0 ? reading : { ...reading, repository: { ...reading.repository, invalid } };
}

async function prepareEvent(
  given: Arguments,
  payloadFile: string | undefined,
  { root, repository, notes }: ReadRepository,
  host: Host,
): Promise<Pick<Prepared, "event" | "eventOf"> | { readonly code: ExitCode }> {
  const stated = await stateEvent(given, payloadFile, repository, host);
  if (!stated.ok) return refuse([stated.error], host);
  const examples = await loadExamples();
  const complete = (from: GivenEvent) => {
    const completed = completeEvent(from, repository, examples);
    if (!("event" in completed)) return completed;
    const { event } = completed;
    const payload = stated.value.fields.reduce(setField, event.payload);
    const set = new Set(stated.value.fields.map(({ path }) => path.join(".")));
    const assumed = new Set([...event.assumed].filter((path) => ![...set].some((each) => isAbout(each, path))));
    const lacking = event.lacking && new Set([...event.lacking].filter((path) => !set.has(path)));
    return { event: { ...event, payload, assumed, ...(lacking ? { lacking } : {}) } };
  };
  const place = takeFromGit(stated.value.given, root, host);
  const first = complete(place.given);
  if (!("event" in first))
    return refuse(
      first.problems.map(({ message }) => `${message}.`),
      host,
    );
  const files = takeFiles(place.given, first.event, repository, root, host);
  const completed = files.taken.length === 0 ? first : complete(files.given);
  if (!("event" in completed))
    return refuse(
      completed.problems.map(({ message }) => `${message}.`),
      host,
    );
  const named = !given.values.has("event") && payloadFile === undefined;
  say("From git", [...notes.fromGit, ...place.taken, ...files.taken], host);
  const isActorKnown = payloadFile !== undefined || place.given.actor !== undefined || completed.event.actor === "";
  const actor = isActorKnown ? [] : [`the actor ${completed.event.actor}`];
  say("Assumed", [...(named ? ["a push"] : []), ...actor, ...notes.assumed], host);
  const { payload: _payload, action: _action, ref: _ref, ...rest } = stated.value.given;
  const eventOf = (name: string): SimulatedEvent | undefined => {
    const other = completeEvent({ ...rest, name }, repository, examples);
    return "event" in other ? other.event : undefined;
  };
  return { event: completed.event, eventOf };
}

/** Whether what a person set is the field, holds it or lies in it. */
function isAbout(set: string, path: string): boolean {
  return set === path || path.startsWith(`${set}.`);
}

function say(beginning: string, parts: readonly string[], host: Host): void {
  if (parts.length > 0) host.stderr.write(`${visibleText(`${beginning}: ${parts.join(", ")}.`)}\n`);
}

function refuse(sentences: readonly string[], host: Host): { readonly code: ExitCode } {
  for (const sentence of sentences) host.stderr.write(`${visibleText(capital(sentence))}\n`);
  return { code: exitCodes.usage };
}

export function capital(sentence: string): string {
  return /^[a-z]+[\s,]/.test(sentence) ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}` : sentence;
}
