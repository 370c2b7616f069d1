import { type ActionsLock, compareVersions, githubLockFile } from "@yardmaster/core";
import type { ChangedPin } from "./decide-bumps.ts";
import { type GitHubLockEntry, isOfRepository, readGitHubLock } from "./read-github-lock.ts";

/**
 * The bumps that a bot made in GitHub's lock: newer versions of locked actions in the lists of generated workflows. An
 * older one, or another commit of the same version, is for `check` to report: there GitHub's lock is behind, or wrong.
 * @param generated paths of the files that the sources make.
 */
export function readGitHubBumps(
  text: string,
  lock: ActionsLock,
  generated: ReadonlySet<string>,
): readonly ChangedPin[] {
  const read = readGitHubLock(text, generated);
  if (!read.ok) return [];
  return Object.entries(lock.actions).flatMap(([action, { sha, version, server }]) => {
    const own = read.value.filter((entry) => entry.isOurs && isOfRepository(entry, action, server));
    if (own.some((entry) => entry.sha === sha)) return [];
    return own
      .filter((entry) => compareVersions(entry.ref, version) === "higher")
      .map((entry) => ({ action, to: siteOf(action, entry) }));
  });
}

function siteOf(action: string, { sha, ref, location }: GitHubLockEntry): ChangedPin["to"] {
  const { line, column, endLine = line, endColumn = column } = location;
  return { action, ref: sha, comment: ref, location: { file: githubLockFile, line, column, endLine, endColumn } };
}
