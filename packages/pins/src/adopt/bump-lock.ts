import type { ActionsLock, Diagnostic, LockedAction } from "@yardmaster/core";
import { bumpUntagged, bumpVersionDiffers } from "./bump-diagnostics.ts";
import type { Bump } from "./decide-bumps.ts";
import type { ImageBump } from "./decide-image-bumps.ts";
import type { Refreshed, RefreshMetadata } from "./refresh-metadata.ts";

export interface BumpedLock {
  readonly lock: ActionsLock;
  /** As they were taken: versions as exact as the tags are. */
  readonly bumps: readonly Bump[];
  /** Entries whose inputs and outputs are still those of the old commit, and why. */
  readonly unverified: readonly { readonly action: string; readonly reason: string }[];
  /** Versions that are other commits, as their repositories say. */
  readonly refusals: readonly Diagnostic[];
}

/** Moves entries to their new commits. Metadata that nobody read there loses its digest, and is named. */
export async function bumpLock(
  lock: ActionsLock,
  bumps: readonly Bump[],
  imageBumps: readonly ImageBump[],
  refresh: RefreshMetadata | undefined,
): Promise<BumpedLock> {
  const pins = bumps
    .filter((bump) => bump.sha !== bump.from.sha)
    .map(({ action, sha, version, from: { server } }) => ({
      action,
      sha,
      version,
      ...(server === undefined ? {} : { server }),
    }));
  const answers = refresh && pins.length > 0 ? await refresh(pins) : new Map<string, Refreshed>();
  const moved = bumps.map((bump) => ({ bump, answer: answers.get(bump.action) }));
  const entries = moved.map(({ bump, answer }) => [bump.action, entryOf(bump, answer)] as const);
  const actions = { ...lock.actions, ...Object.fromEntries(entries) };
  const images = lock.images && {
    ...lock.images,
    ...Object.fromEntries(imageBumps.map(({ key, from, to }) => [key, { ...from, ...to }])),
  };
  return {
    lock: { ...lock, actions, ...(images ? { images } : {}) },
    bumps: bumps.map((bump) => ({ ...bump, version: actions[bump.action]?.version ?? bump.version })),
    unverified: moved.flatMap(({ bump, answer }) => {
      if (bump.sha === bump.from.sha || answer?.kind === "read") return [];
      return { action: bump.action, reason: answer?.kind === "unreachable" ? answer.reason : "it was not looked up" };
    }),
    refusals: moved.flatMap(({ bump, answer }) => (answer?.kind === "differs" ? refuse(bump, answer) : [])),
  };
}

function entryOf({ from, sha, version }: Bump, answer: Refreshed | undefined): LockedAction {
  if (sha === from.sha) return { ...from, version };
  if (answer?.kind === "read") return answer.locked;
  const { digest, ...old } = from;
  return { ...old, sha, version };
}

function refuse(
  { action, sha, version, sites: [site] }: Bump,
  { repository, taggedSha }: Extract<Refreshed, { kind: "differs" }>,
): Diagnostic {
  const place = site && { location: site.location };
  if (taggedSha === undefined) return bumpUntagged({ action, sha, version, repository }, place);
  return bumpVersionDiffers(
    { action, sha, version, other: repository, otherSha: taggedSha, otherVersion: version },
    place,
  );
}
