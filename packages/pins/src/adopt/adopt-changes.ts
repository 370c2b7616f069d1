import { type ActionsLock, type Diagnostic, fail, ok, type PinChanges, type Result } from "@yardmaster/core";
import type { ReadLock } from "../lock/read-lock.ts";
import { bumpLock } from "./bump-lock.ts";
import { type Bump, decideBumps } from "./decide-bumps.ts";
import { decideImageBumps, type ImageBump } from "./decide-image-bumps.ts";
import { readGitHubBumps } from "./read-github-bumps.ts";
import type { RefreshMetadata } from "./refresh-metadata.ts";

/** Where bots have changed pins. */
export interface ChangedPins extends Pick<PinChanges, "changes" | "images"> {
  /** Text of GitHub's own lock, where there is one. */
  readonly githubLock: string | undefined;
  /** Paths of the files that the sources make. */
  readonly generated: ReadonlySet<string>;
}

export interface Adopted {
  readonly lock: ActionsLock;
  readonly bumps: readonly Bump[];
  readonly images: readonly ImageBump[];
  /** Entries whose inputs and outputs are still those of the old commit, and why. */
  readonly unverified: readonly { readonly action: string; readonly reason: string }[];
}

/**
 * Takes changed pins into the lock: all of them, or none.
 * @param refresh reads metadata at the new commits; undefined leaves that of the old ones.
 */
export async function adoptChanges(
  { changes, images: changedImages, githubLock, generated }: ChangedPins,
  { lock, placeOf, placeOfImage }: ReadLock,
  refresh: RefreshMetadata | undefined,
): Promise<Result<Adopted, readonly Diagnostic[]>> {
  const ofGitHub = githubLock === undefined ? [] : readGitHubBumps(githubLock, lock, generated);
  const decided = decideBumps([...changes, ...ofGitHub], lock, placeOf);
  const { bumps: images, refusals } = decideImageBumps(changedImages, lock, placeOfImage);
  if (decided.refusals.length + refusals.length > 0) return fail([...decided.refusals, ...refusals]);
  const bumped = await bumpLock(lock, decided.bumps, images, refresh);
  if (bumped.refusals.length > 0) return fail(bumped.refusals);
  return ok({ lock: bumped.lock, bumps: bumped.bumps, images, unverified: bumped.unverified });
}
