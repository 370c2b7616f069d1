import { type ActionsLock, isCommit, parseActionsLock, type RepositoryFacts, versionOfComment } from "@yardmaster/core";

interface Place {
  /** The text of a file of the repository. */
  readonly read: (path: string) => string | undefined;
  /** The version that stands behind a commit in the files that are looked at. */
  readonly versionOf: (commit: string) => string | undefined;
}

/** Where a repository of ours keeps the commits of its actions, and what each declares there. */
const lockFile = "workflows-src/actions.lock.json";

/**
 * Metadata of actions of other repositories: at a commit of the lock from there, else of the major version that a tag names,
 * or the comment behind a commit.
 * @param atVersion what is known of an action at a tag.
 */
export function createPublishedLookUp(
  atVersion: RepositoryFacts["published"],
  place: Place,
): RepositoryFacts["published"] {
  const { read, versionOf } = place;
  let locked: ReadonlyMap<string, ActionsLock["actions"][string]> | undefined;
  return (name, ref) => {
    if (!isCommit(ref)) return atVersion(name, ref);
    locked ??= readLocked(read(lockFile));
    const own = locked.get(name.toLowerCase());
    if (own?.sha === ref.toLowerCase()) return { ...own, isExact: true };
    const version = versionOf(ref);
    return version === undefined ? undefined : atVersion(name, version);
  };
}

/** A lock that is none is reported by who needs it whole. */
function readLocked(text: string | undefined): ReadonlyMap<string, ActionsLock["actions"][string]> {
  const lock = text === undefined ? undefined : parseActionsLock(text, lockFile);
  if (!lock?.ok) return new Map();
  return new Map(Object.entries(lock.value.actions).map(([name, action]) => [name.toLowerCase(), action]));
}

/** The versions in comments behind commits, looked for when the first is asked for. */
export function createVersionLookUp(texts: () => readonly string[]): (commit: string) => string | undefined {
  let versions: ReadonlyMap<string, string> | undefined;
  return (commit) => {
    versions ??= readVersions(texts());
    return versions.get(commit.toLowerCase());
  };
}

function readVersions(texts: readonly string[]): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const text of texts) {
    for (const [, commit = "", comment = ""] of text.matchAll(/@([0-9a-f]{40})["']?[ \t]+#[ \t]*(\S.*?)[ \t\r]*$/gim)) {
      const version = versionOfComment(comment);
      if (version !== undefined) versions.set(commit.toLowerCase(), version);
    }
  }
  return versions;
}
