import { type ActionsLock, compareVersions, type Diagnostic, githubLockFile } from "@yardmaster/core";
import { githubLockDiffers, githubLockUnreadable } from "./diagnostics.ts";
import { type GitHubLockEntry, isOfRepository, readGitHubLock } from "./read-github-lock.ts";

/** Where our lock states the commit of an action, for people. */
type LockPlace = (action: string) => string;

/**
 * Compares the commits of GitHub's lock with ours: an action that both name has one commit in both, where it stands for
 * our version or for a generated workflow. Other versions, which hand-written workflows and other actions use, are none
 * of ours.
 * @param generated paths of the files that the sources make.
 */
export function checkGitHubLock(
  text: string,
  lock: ActionsLock,
  placeOf: LockPlace,
  generated: ReadonlySet<string>,
): readonly Diagnostic[] {
  const read = readGitHubLock(text, generated);
  if (!read.ok) {
    return [githubLockUnreadable({ file: githubLockFile, problem: read.error }, { file: githubLockFile })];
  }
  const entries = Object.entries(lock.actions);
  // In a repository with many actions, tags that carry another's name are that other's.
  const isNamed = (entry: GitHubLockEntry, version: string) => compareVersions(entry.ref, version) !== "renamed";
  return read.value.flatMap((entry) =>
    entries.flatMap(([action, locked]) => {
      const stands = entry.isOurs || entry.key === locked.sha || entry.key === locked.version;
      if (!isOfRepository(entry, action, locked.server) || !stands || entry.sha === locked.sha) return [];
      const isAnothers =
        !isNamed(entry, locked.version) &&
        entries.some(([other, { server, version }]) => isOfRepository(entry, other, server) && isNamed(entry, version));
      if (isAnothers) return [];
      const place = { location: entry.location };
      return githubLockDiffers({ action, sha: entry.sha, locked: placeOf(action), lockedSha: locked.sha }, place);
    }),
  );
}
