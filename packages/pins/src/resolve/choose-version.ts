import { compareVersionTags, isOneSeries, parseVersionTag, type VersionTag } from "@yardmaster/core";
import type { TagCommit } from "../servers/repository-reader.ts";
import { placeOf } from "./action-reference.ts";

/** A tag that is a version, and its commit. */
export interface Release extends VersionTag {
  readonly sha: string;
}

/**
 * The tag that says most of what a commit is to an action: `v7.0.1` rather than `v7`, a release rather than a preview.
 * @param ref what the author or a bot calls the commit: where it is a version, its series counts too, and before others.
 */
export function nameCommit(
  action: string,
  sha: string,
  ref: string | undefined,
  tags: readonly TagCommit[],
): string | undefined {
  const asked = ref === undefined ? undefined : parseVersionTag(ref);
  const isAsked = (release: Release) => asked !== undefined && isOneSeries(release, asked);
  const own = ownReleases(action, tags);
  const there = releasesOf(tags).filter(
    (release) => release.sha === sha && (isAsked(release) || own.some(({ name }) => name === release.name)),
  );
  const [best] = there.sort(
    (a, b) =>
      b.numbers.length - a.numbers.length ||
      Number(isAsked(b)) - Number(isAsked(a)) ||
      Number(a.preRelease !== "") - Number(b.preRelease !== "") ||
      compareVersionTags(b, a) ||
      byName(a, b),
  );
  return best?.name;
}

/**
 * Releases of a version's series, of its major version or of all later ones, newest first; previews are none, nor are
 * moving tags such as `v7`, unless the series has nothing else. Dates have no majors.
 * @param range `older` and `newer` leave out the version itself.
 */
export function releasesBeside(
  version: string,
  tags: readonly TagCommit[],
  range: "older" | "newer" | "newer-any-major",
): readonly Release[] {
  const own = parseVersionTag(version);
  if (!own) return [];
  const series = releasesOf(tags).filter((release) => release.preRelease === "" && isOneSeries(release, own));
  const isWanted = (release: Release) => {
    const order = compareVersionTags(release, own);
    if (range !== "newer-any-major" && !own.isDate && release.numbers[0] !== own.numbers[0]) return false;
    return range === "older" ? order < 0 : order > 0;
  };
  return newestFirst(withoutMoving(series).filter(isWanted));
}

/** The newest release that may be called the action's. */
export function newestRelease(action: string, tags: readonly TagCommit[]): string | undefined {
  const releases = ownReleases(action, tags).filter(({ preRelease }) => preRelease === "");
  return newestFirst(withoutMoving(releases))[0]?.name;
}

/**
 * Versions of an action: those that carry its name, where a repository has such; else those without a name; else all.
 * In a repository with many actions, a tag that carries another's name says nothing.
 */
function ownReleases(action: string, tags: readonly TagCommit[]): readonly Release[] {
  const all = releasesOf(tags);
  const names = namesOf(action);
  const named = all.filter(({ series }) => names.has(series.replace(/[-/_]$/, "").toLowerCase()));
  if (named.length > 0) return named;
  const plain = all.filter(({ series }) => series === "");
  return plain.length > 0 ? plain : all;
}

/** `o/r/a/b` is `b`, `a/b` and `a-b` in tags; `o/r` is `r`, a workflow its file. */
function namesOf(action: string): ReadonlySet<string> {
  const { repository, kind, files } = placeOf(action);
  const [file = ""] = files;
  const parts = file.split("/").slice(0, -1);
  if (kind === "workflow") return new Set([(file.split("/").at(-1) ?? "").replace(/\.ya?ml$/, "").toLowerCase()]);
  const names = parts.length === 0 ? [repository.repo] : [parts.at(-1) ?? "", parts.join("/"), parts.join("-")];
  return new Set(names.map((name) => name.toLowerCase()));
}

function withoutMoving(releases: readonly Release[]): readonly Release[] {
  const longer = releases.filter(({ numbers }) => numbers.length > 1);
  return longer.length > 0 ? longer : releases;
}

function newestFirst(releases: readonly Release[]): readonly Release[] {
  return [...releases].sort((a, b) => compareVersionTags(b, a) || b.numbers.length - a.numbers.length || byName(a, b));
}

function byName(a: Release, b: Release): number {
  return a.name < b.name ? -1 : 1;
}

function releasesOf(tags: readonly TagCommit[]): Release[] {
  return tags.flatMap(({ name, sha }) => {
    const version = parseVersionTag(name);
    return version ? [{ ...version, sha }] : [];
  });
}
