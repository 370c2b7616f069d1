import {
  type ActionsLock,
  compareVersions,
  type Diagnostic,
  type LockedAction,
  type PinChange,
  type PinSite,
  versionOfComment,
} from "@yardmaster/core";
import {
  bumpLowers,
  bumpNotCommit,
  bumpNotLocked,
  bumpRenames,
  bumpsDisagree,
  bumpVersionDiffers,
  bumpVersionUnknown,
} from "./bump-diagnostics.ts";

/** What a lock's entry becomes. */
export interface Bump {
  readonly action: string;
  readonly from: LockedAction;
  readonly sha: string;
  readonly version: string;
  /** Where it was read; none for an action that moves along with another of its repository. */
  readonly sites: readonly PinSite[];
}

export interface Decision {
  readonly bumps: readonly Bump[];
  /** Any of them refuses the whole: a lock is taken as it is meant or not at all. */
  readonly refusals: readonly Diagnostic[];
}

/** Wherever it was changed: in a generated file, or in GitHub's own lock. */
export type ChangedPin = Pick<PinChange, "action" | "to">;

/** Where the lock states an action, for people: `file:line:column`. */
export type LockPlace = (action?: string) => string;

/** Judges changed pins against the lock. Those that only write the locked pin in another form come to nothing. */
export function decideBumps(changes: readonly ChangedPin[], lock: ActionsLock, placeOf: LockPlace): Decision {
  const refusals: Diagnostic[] = [];
  const bumps = new Map<string, Bump>();
  for (const change of changes) {
    const read = readBump(change, lock, placeOf);
    if (read === undefined) continue;
    if ("code" in read) {
      refusals.push(read);
      continue;
    }
    const known = bumps.get(read.action);
    const merged = known ? merge(known, read) : read;
    if ("code" in merged) refusals.push(merged);
    else bumps.set(read.action, merged);
  }
  const all = [...bumps.values()];
  const moved = [...all, ...moveAlong(all, changes, lock)];
  return { bumps: moved, refusals: [...refusals, ...all.flatMap((bump) => checkSiblings(bump, moved, lock, placeOf))] };
}

export function placeText({ location: { file, line, column } }: Pick<PinSite, "location">): string {
  return `${file}:${line}:${column}`;
}

/** @returns undefined when the pin is the lock's own in another form. */
function readBump({ action, to }: ChangedPin, lock: ActionsLock, placeOf: LockPlace) {
  const { ref: sha, location } = to;
  const from = Object.hasOwn(lock.actions, action) ? lock.actions[action] : undefined;
  if (!from) return bumpNotLocked({ action, ref: sha, lock: placeOf() }, { location });
  const locked = placeOf(action);
  if (!/^[0-9a-f]{40}$/.test(sha)) return bumpNotCommit({ action, ref: sha, locked }, { location });
  const isLocked = sha === from.sha;
  if (to.comment === undefined && isLocked) return undefined;
  const version = to.comment === undefined ? undefined : versionOfComment(to.comment);
  if (version === undefined) return bumpVersionUnknown({ action, sha, comment: to.comment, locked }, { location });

  const order = compareVersions(version, from.version);
  const bump: Bump = { action, from, sha, version, sites: [to] };
  if (isLocked && (order === "same" || order === "wider")) return undefined;
  if (isLocked && order === "narrower") return bump;
  if (order !== "renamed" && (isLocked || order === "same")) {
    return bumpVersionDiffers(
      { action, sha, version, other: locked, otherSha: from.sha, otherVersion: from.version },
      { location },
    );
  }
  if (order === "renamed") {
    return bumpRenames({ action, version, locked, lockedVersion: from.version }, { location });
  }
  if (order === "lower") return bumpLowers({ action, version, locked, lockedVersion: from.version }, { location });
  return bump;
}

function merge(known: Bump, next: Bump): Bump | Diagnostic {
  const order = compareVersions(next.version, known.version);
  const [first] = known.sites;
  const [site] = next.sites;
  if (known.sha === next.sha && (order === "same" || order === "wider" || order === "narrower")) {
    const version = order === "narrower" ? next.version : known.version;
    return { ...known, version, sites: [...known.sites, ...next.sites] };
  }
  return bumpsDisagree(
    { action: next.action, pin: pinText(next), other: first ? placeText(first) : "", otherPin: pinText(known) },
    site && { location: site.location },
  );
}

function pinText({ sha, version }: { readonly sha: string; readonly version: string }): string {
  return `${sha.slice(0, 8)} (${version})`;
}

/**
 * Actions of one repository that had one commit keep to one, also those in files that a bot does not read. One whose
 * versions have a name of their own goes its own way.
 */
function moveAlong(bumps: readonly Bump[], changes: readonly ChangedPin[], lock: ActionsLock): readonly Bump[] {
  const changed = new Set(changes.map(({ action }) => action));
  return Object.entries(lock.actions).flatMap(([action, from]): Bump[] => {
    if (changed.has(action)) return [];
    const [leader, other] = bumps.filter(
      (bump) =>
        isSibling(bump.action, action) &&
        bump.from.sha === from.sha &&
        compareVersions(bump.from.version, from.version) !== "renamed",
    );
    if (!leader || (other && other.sha !== leader.sha)) return [];
    return [{ action, from, sha: leader.sha, version: leader.version, sites: [] }];
  });
}

/** In one repository a commit has one version of a name, and a version one commit. */
function checkSiblings(
  bump: Bump,
  bumps: readonly Bump[],
  lock: ActionsLock,
  placeOf: LockPlace,
): readonly Diagnostic[] {
  const { action, sha, version } = bump;
  const [site] = bump.sites;
  const moving = new Map(bumps.map((other) => [other.action, other]));
  return Object.entries(lock.actions).flatMap(([sibling, locked]) => {
    if (sibling === action || !isSibling(sibling, action)) return [];
    const other = moving.get(sibling) ?? { ...locked, sites: [] as readonly PinSite[] };
    const order = compareVersions(version, other.version);
    const isContradiction = other.sha === sha ? ["lower", "higher", "unrelated"].includes(order) : order === "same";
    if (!isContradiction || (moving.has(sibling) && sibling < action)) return [];
    const place = other.sites[0] ? placeText(other.sites[0]) : placeOf(sibling);
    return bumpVersionDiffers(
      { action, sha, version, other: place, otherSha: other.sha, otherVersion: other.version },
      site && { location: site.location },
    );
  });
}

function isSibling(a: string, b: string): boolean {
  const repository = (action: string) => action.split("/").slice(0, 2).join("/").toLowerCase();
  return repository(a) === repository(b);
}
