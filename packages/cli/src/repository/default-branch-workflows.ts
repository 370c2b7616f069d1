import { shortFile } from "@yardmaster/core";
import { eventHelp } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import type { ReadRepository } from "./read-repository.ts";

/**
 * What GitHub would take otherwise than this simulation did: for some events the workflows of the default branch, whatever
 * is checked out.
 * @param event its name.
 * @param started files of the workflows that start here.
 * @returns one sentence; undefined where the event takes its workflows from elsewhere, git knows no such branch, or the
 * workflows that start are the same there.
 */
export function tellDefaultBranch(
  { root, repository, facts }: ReadRepository,
  event: string,
  started: readonly string[],
  host: Host,
): string | undefined {
  if (!eventHelp.some(({ name, takesDefaultBranch }) => name === event && takesDefaultBranch)) return undefined;
  const names = [`origin/${repository.defaultBranch}`, repository.defaultBranch];
  for (const name of started.length > 0 ? names : []) {
    const revision = host.git?.revision(root, name);
    if (!revision) continue;
    const decoder = new TextDecoder();
    const there = revision.readAll(started).map((bytes) => bytes && decoder.decode(bytes));
    const differing = started.flatMap((file, index) => {
      const shown = shortFile(file);
      if (there[index] === undefined) return [`${shown} is not there`];
      return there[index] === facts.text(file) ? [] : [`${shown} is another there`];
    });
    if (differing.length === 0) return undefined;
    return `GitHub takes the workflows of ${name} for ${event}: ${differing.join(", ")}; this is what the files here would do.`;
  }
  return undefined;
}
