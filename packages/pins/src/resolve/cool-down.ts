import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { ReleaseDate, RepositoryName, RepositoryReader } from "../servers/repository-reader.ts";
import type { Release } from "./choose-version.ts";
import { actionRefMissing, actionUnreadable } from "./diagnostics.ts";

/** Versions that came out less than so many days before now are not taken. */
export interface CoolDown {
  readonly minimumDays: number;
  readonly now: Date;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** Each costs a request or two; a project that releases more often in a week is named by its exact version. */
const maximumLookUps = 20;

export function isOldEnough({ date }: ReleaseDate, { minimumDays, now }: CoolDown): boolean {
  return now.getTime() - date.getTime() >= minimumDays * dayMilliseconds;
}

/** The first of the releases, newest first, that has come of age; undefined when none of those looked up has. */
export async function newestOldEnough(
  action: string,
  repository: RepositoryName,
  releases: readonly Release[],
  coolDown: CoolDown,
  reader: RepositoryReader,
): Promise<Result<Release | undefined, Diagnostic>> {
  if (coolDown.minimumDays === 0) return ok(releases[0]);
  for (const release of releases.slice(0, maximumLookUps)) {
    const date = await reader.releaseDate(repository, release.sha, release.name);
    if (!date.ok) return fail(actionUnreadable({ action, ...date.error }));
    if (!date.value) return fail(actionRefMissing({ action, ref: release.name, near: [] }));
    if (isOldEnough(date.value, coolDown)) return ok(release);
  }
  return ok(undefined);
}
