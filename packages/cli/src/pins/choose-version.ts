import type { TagCommit } from "./repository-reader.ts";
import { compareVersionTags, parseVersionTag, type VersionTag } from "./version-tag.ts";

/** A tag that is a version, and its commit. */
export interface Release extends VersionTag {
  readonly sha: string;
}

/** The tag that says most of what a commit is: `v7.0.1` rather than `v7`, a release rather than a preview. */
export function nameCommit(sha: string, tags: readonly TagCommit[]): string | undefined {
  const there = releasesOf(tags).filter((release) => release.sha === sha);
  const [best] = there.sort(
    (a, b) =>
      b.numbers.length - a.numbers.length ||
      Number(a.preRelease !== "") - Number(b.preRelease !== "") ||
      compareVersionTags(b, a) ||
      (a.name < b.name ? -1 : 1),
  );
  return best?.name;
}

/**
 * Releases of a major version, or of all later ones, newest first; previews and moving tags such as `v7` are none.
 * @param range `older` and `newer` leave out the version itself.
 */
export function releasesBeside(
  version: string,
  tags: readonly TagCommit[],
  range: "older" | "newer" | "newer-any-major",
): readonly Release[] {
  const own = parseVersionTag(version);
  if (!own) return [];
  const isWanted = (release: Release) => {
    const order = compareVersionTags(release, own);
    if (range !== "newer-any-major" && release.numbers[0] !== own.numbers[0]) return false;
    return range === "older" ? order < 0 : order > 0;
  };
  return releasesOf(tags)
    .filter((release) => release.preRelease === "" && release.numbers.length > 1 && isWanted(release))
    .sort((a, b) => compareVersionTags(b, a) || b.numbers.length - a.numbers.length || (a.name < b.name ? -1 : 1));
}

function releasesOf(tags: readonly TagCommit[]): Release[] {
  return tags.flatMap(({ name, sha }) => {
    const version = parseVersionTag(name);
    return version ? [{ ...version, sha }] : [];
  });
}
