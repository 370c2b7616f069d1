/** A release tag: `v7`, `v7.0` or `v7.0.1`, with or without the `v`. */
export interface VersionTag {
  readonly name: string;
  /** As many as the tag names: 1 to 3. */
  readonly numbers: readonly number[];
  /** `beta.1` of `v2.0.0-beta.1`; empty for a release. */
  readonly preRelease: string;
}

/** @returns undefined for a tag that is no version. */
export function parseVersionTag(name: string): VersionTag | undefined {
  const [, numbers, preRelease = ""] =
    /^v?(\d{1,9}(?:\.\d{1,9}){0,2})(?:-([0-9A-Za-z.-]+))?(?:\+[\w.-]+)?$/.exec(name) ?? [];
  return numbers === undefined ? undefined : { name, numbers: numbers.split(".").map(Number), preRelease };
}

/** By Semantic Versioning 2, section 11; a missing number counts as 0. Negative when `a` is the older. */
export function compareVersionTags(a: VersionTag, b: VersionTag): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === "" || b.preRelease === "") return a.preRelease === "" ? 1 : -1;
  return comparePreReleases(a.preRelease.split("."), b.preRelease.split("."));
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left = "", right = ""] = [a[index], b[index]];
    if (left === right) continue;
    const [isLeftNumber, isRightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (isLeftNumber && isRightNumber) return Number(left) - Number(right);
    if (isLeftNumber !== isRightNumber) return isLeftNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
