import { type Diagnostic, fail, isExact, type LockedAction, ok, parseVersionTag, type Result } from "@yardmaster/core";
import type { RepositoryReader } from "../servers/repository-reader.ts";
import { placeOf } from "./action-reference.ts";
import { releasesBeside } from "./choose-version.ts";
import { type CoolDown, newestOldEnough } from "./cool-down.ts";
import { actionUnreadable, pinMoved } from "./diagnostics.ts";
import type { ResolvedRef } from "./resolve-action.ts";

export interface UpdateOptions {
  readonly coolDown: CoolDown;
  readonly takesMajor: boolean;
}

export interface Update {
  /** The version to lock: the one that is locked, when there is nothing to take. */
  readonly target: ResolvedRef;
  /** Why a newer version is not taken. */
  readonly note?: string;
}

/** The newest release that may follow the locked one. A tag that has moved since it was locked is refused. */
export async function updateAction(
  action: string,
  locked: LockedAction,
  reader: RepositoryReader,
  { coolDown, takesMajor }: UpdateOptions,
): Promise<Result<Update, Diagnostic>> {
  const { version, sha } = locked;
  const { repository } = placeOf(action);
  const current = { version, sha };
  const tags = await reader.tags(repository);
  if (!tags.ok) return fail(actionUnreadable({ action, ...tags.error }));
  const own = parseVersionTag(version);
  if (!own) return ok({ target: current, note: `${version} is no version: name the ref to move it` });
  const tag = tags.value.find(({ name }) => name === version);
  if (isExact(own) && tag?.sha !== sha) {
    return fail(pinMoved({ action, version, locked: sha, now: tag?.sha }));
  }
  const range = takesMajor ? "newer-any-major" : "newer";
  const newer = releasesBeside(version, tags.value, range);
  const found = await newestOldEnough(action, repository, newer, coolDown, reader);
  if (!found.ok) return found;
  const [newest] = newer;
  const isHeld = newest !== undefined && found.value?.name !== newest.name;
  const major = takesMajor ? undefined : releasesBeside(version, tags.value, "newer-any-major")[0];
  const notes = [
    ...(isHeld ? [`${newest.name} is not yet ${coolDown.minimumDays} days old`] : []),
    ...(major && !own.isDate && major.numbers[0] !== own.numbers[0] ? [`${major.name} is there for --major`] : []),
    ...(!found.value && tag && tag.sha !== sha ? [`the tag ${version} has moved on: name it to follow`] : []),
  ];
  return ok({
    target: found.value ? { version: found.value.name, sha: found.value.sha } : current,
    ...(notes.length > 0 ? { note: notes.join("; ") } : {}),
  });
}
