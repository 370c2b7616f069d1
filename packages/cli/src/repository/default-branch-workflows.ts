import { shortFile } from "@yardmaster/core";
import { eventHelp, type SimulatedEvent, simulate } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import type { ReadRepository } from "./read-repository.ts";

/**
 * What GitHub would take otherwise than this simulation did: for some events the workflows of the default branch, whatever
 * is checked out.
 * @returns one sentence; undefined where the event takes its workflows from elsewhere, git knows no such branch, or the
 * workflows that start are the same there.
 */
export function tellDefaultBranch(
  { root, repository, facts }: ReadRepository,
  event: SimulatedEvent,
  host: Host,
): string | undefined {
  if (!eventHelp.some(({ name, takesDefaultBranch }) => name === event.name && takesDefaultBranch)) return undefined;
  const started = simulate(repository, event).workflows.filter(({ starts }) => starts !== "no");
  const files = started.map(({ file }) => file);
  const names = [`origin/${repository.defaultBranch}`, repository.defaultBranch];
  for (const name of files.length > 0 ? names : []) {
    const revision = host.git?.revision(root, name);
    if (!revision) continue;
    const decoder = new TextDecoder();
    const there = revision.readAll(files).map((bytes) => bytes && decoder.decode(bytes));
    const differing = files.flatMap((file, index) => {
      const shown = shortFile(file);
      if (there[index] === undefined) return [`${shown} is not there`];
      return there[index] === facts.text(file) ? [] : [`${shown} is another there`];
    });
    if (differing.length === 0) return undefined;
    return `GitHub takes the workflows of ${name} for ${event.name}: ${differing.join(", ")}; this is what the files here would do.`;
  }
  return undefined;
}
