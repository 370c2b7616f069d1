import { type Diagnostic, fail, isExact, nearestNames, ok, parseVersionTag, type Result } from "@yardmaster/core";
import type { RepositoryReader, TagCommit } from "../servers/repository-reader.ts";
import { type ActionReference, placeOf } from "./action-reference.ts";
import { nameCommit, newestRelease, releasesBeside } from "./choose-version.ts";
import { type CoolDown, isOldEnough, newestOldEnough } from "./cool-down.ts";
import { actionRefMissing, actionUnreadable, pinTooNew, pinUnreleased } from "./diagnostics.ts";

export interface ResolveOptions {
  readonly coolDown: CoolDown;
  readonly allowsBranch: boolean;
  /** The commit in the lock now: it has been accepted before, whatever its age. */
  readonly lockedSha: string | undefined;
}

export interface ResolvedRef {
  readonly version: string;
  readonly sha: string;
}

/** The commit of a ref and the most specific version that it has, when it is a release that has come of age. */
export async function resolveAction(
  { action, ref }: ActionReference & { readonly ref: string },
  reader: RepositoryReader,
  options: ResolveOptions,
): Promise<Result<ResolvedRef, Diagnostic>> {
  const { repository } = placeOf(action);
  const tags = await reader.tags(repository);
  if (!tags.ok) return fail(actionUnreadable({ action, ...tags.error }));
  const tag = tags.value.find(({ name }) => name === ref);
  const sha = tag ? ok(tag.sha) : await commitOf();
  if (!sha.ok) return fail(actionUnreadable({ action, ...sha.error }));
  if (sha.value === undefined) return fail(actionRefMissing({ action, ref, near: nearTags(ref, tags.value) }));

  const asked = parseVersionTag(ref);
  const isRelease = tag !== undefined && asked !== undefined && isExact(asked);
  const named = isRelease ? ref : (nameCommit(action, sha.value, ref, tags.value) ?? tag?.name);
  if (named === undefined && !options.allowsBranch) {
    return fail(pinUnreleased({ action, ref, newest: newestRelease(action, tags.value) }));
  }
  const version = named ?? (ref === sha.value ? ref.slice(0, 12) : ref);
  const refused = await refuseAge(sha.value, version, named);
  return refused ? fail(refused) : ok({ version, sha: sha.value });

  async function commitOf(): ReturnType<RepositoryReader["branchCommit"]> {
    if (!/^[0-9a-f]{40}$/.test(ref)) return reader.branchCommit(repository, ref);
    const date = await reader.releaseDate(repository, ref, undefined);
    return date.ok ? ok(date.value && ref) : date;
  }

  async function refuseAge(commit: string, name: string, release: string | undefined): Promise<Diagnostic | undefined> {
    const { coolDown, lockedSha } = options;
    if (coolDown.minimumDays === 0 || commit === lockedSha || !tags.ok) return undefined;
    const date = await reader.releaseDate(repository, commit, release);
    if (!date.ok) return actionUnreadable({ action, ...date.error });
    if (!date.value) return actionRefMissing({ action, ref, near: [] });
    if (isOldEnough(date.value, coolDown)) return undefined;
    const older = releasesBeside(release ?? "", tags.value, "older");
    const found = await newestOldEnough(action, repository, older, coolDown, reader);
    if (!found.ok) return found.error;
    return pinTooNew({
      action,
      version: name,
      basis: date.value.basis,
      date: date.value.date.toISOString().slice(0, 10),
      minimumDays: coolDown.minimumDays,
      older: found.value?.name,
    });
  }
}

function nearTags(ref: string, tags: readonly TagCommit[]): readonly string[] {
  return nearestNames(
    ref,
    tags.map(({ name }) => name),
  );
}
