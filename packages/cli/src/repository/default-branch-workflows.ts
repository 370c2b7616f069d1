import { shortFile } from "@yardmaster/core";
import { eventHelp, type JobTrace, type Trace } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import type { GivenFacts } from "./given-facts.ts";
import { type ReadRepository, readRepositoryAt } from "./read-repository.ts";

/**
 * What GitHub would take otherwise than a simulation did: for some events the workflows of the default branch, whatever is
 * checked out. Called workflows count with those that call them.
 * @param event its name.
 * @param trace of it, by the files here.
 * @param simulateThere the same event by other files.
 * @returns one sentence; undefined where the event takes its workflows from elsewhere, git knows no such branch, or what
 * starts and what it is made of are the same there.
 */
export async function tellDefaultBranch(
  here: ReadRepository,
  event: string,
  trace: Trace,
  simulateThere: (there: ReadRepository) => Trace,
  given: GivenFacts | undefined,
  host: Host,
): Promise<string | undefined> {
  if (!eventHelp.some(({ name, takesDefaultBranch }) => name === event && takesDefaultBranch)) return undefined;
  for (const name of [`origin/${here.repository.defaultBranch}`, here.repository.defaultBranch]) {
    const there = await readRepositoryAt(here.root, name, host, given);
    if (!there) continue;
    const files = new Set([...here.repository.workflows.keys(), ...there.repository.workflows.keys()]);
    if ([...files].every((file) => here.facts.text(file) === there.facts.text(file))) return undefined;
    const differing = compare(here, trace, there, simulateThere(there));
    if (differing.length === 0) return undefined;
    return `GitHub takes the workflows of ${name} for ${event}: ${differing.join(", ")}; this is what the files here would do. \`--revision ${name}\` takes those.`;
  }
  return undefined;
}

function compare(here: ReadRepository, trace: Trace, there: ReadRepository, traceThere: Trace): readonly string[] {
  const [starts, startsThere] = [startedIn(trace), startedIn(traceThere)];
  const involved = new Set([...involvedIn(trace), ...involvedIn(traceThere)]);
  return [...involved].sort().flatMap((file) => {
    const [text, textThere] = [here.facts.text(file), there.facts.text(file)];
    if (text === undefined && textThere === undefined) return [];
    const shown = shortFile(file);
    if (textThere === undefined) return [`${shown} is not there`];
    if (text === undefined) return [`${shown} is only there`];
    if (starts.has(file) && !startsThere.has(file)) return [`${shown} does not start there`];
    if (!starts.has(file) && startsThere.has(file)) return [`${shown} starts there`];
    return text === textThere ? [] : [`${shown} is another there`];
  });
}

function startedIn({ workflows }: Trace): ReadonlySet<string> {
  return new Set(workflows.flatMap(({ file, starts }) => (starts === "no" ? [] : [file])));
}

/** Files that start, and those that they call. */
function involvedIn(trace: Trace): readonly string[] {
  const called = (jobs: readonly JobTrace[]): string[] =>
    jobs.flatMap(({ calls }) => calls.flatMap(({ file, run }) => [file, ...called(run?.jobs ?? [])]));
  return [...startedIn(trace), ...trace.workflows.flatMap(({ run }) => called(run?.jobs ?? []))];
}
