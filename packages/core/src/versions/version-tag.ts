/** A tag that is a version: a name and a number, such as `v7.0.1`, `docker-build/v0.2`, `nightly-2024-06-01`. */
export interface VersionTag {
  readonly name: string;
  /** What stands before the number, separator included: `docker-build/`; empty for most. Told apart by case, as tags are. */
  readonly series: string;
  /** Year, month and day, with no majors among them. */
  readonly isDate: boolean;
  /** As many as the tag names: 1 to 4. */
  readonly numbers: readonly number[];
  /** `beta.1` of `v2.0.0-beta.1`; empty for a release. */
  readonly preRelease: string;
}

/** Four: Windows and .NET projects have a revision. Nine digits: a day's date, with room to spare. */
const numbered = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:-(?!v\d)([0-9a-z.-]+))?(?:\+[\w.-]+)?$/i;
/** With what tells apart several of one day. */
const dated = /^v?((?:19|20)\d{2})(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[.-](\d{1,4}))?$/i;

/** @returns undefined for a tag that is no version. */
export function parseVersionTag(name: string): VersionTag | undefined {
  for (const start of numberStarts(name)) {
    const rest = name.slice(start);
    const series = name.slice(0, start);
    const [, year, , month, day, count] = dated.exec(rest) ?? [];
    if (year !== undefined) {
      const numbers = [year, month, day, ...(count === undefined ? [] : [count])].map(Number);
      return { name, series, isDate: true, numbers, preRelease: "" };
    }
    const [, numbers, preRelease = ""] = numbered.exec(rest) ?? [];
    if (numbers !== undefined) {
      return { name, series, isDate: false, numbers: numbers.split(".").map(Number), preRelease };
    }
  }
  return undefined;
}

/** Whether the numbers of two versions may be compared: those of one name, dates with dates. */
export function isOneSeries(a: VersionTag, b: VersionTag): boolean {
  return a.series === b.series && a.isDate === b.isDate;
}

/** Names one release for good, as far as tags do; `v7` and `v7.1` move. */
export function isExact(tag: VersionTag): boolean {
  return tag.numbers.length >= 3;
}

/**
 * By Semantic Versioning 2, section 11, within a series; a missing number counts as 0. Negative when `a` is the older.
 */
export function compareVersionTags(a: VersionTag, b: VersionTag): number {
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === "" || b.preRelease === "") return a.preRelease === "" ? 1 : -1;
  return comparePreReleases(a.preRelease.split("."), b.preRelease.split("."));
}

/** Where a number may begin: at once, or behind each separator of a name, which has a letter beside its first digits. */
function numberStarts(name: string): readonly number[] {
  if (!/^\d*[a-z]/i.test(name) || /^v?\d+(?![\da-z])/i.test(name)) return [0];
  return [...name.matchAll(/[-/_](?=v?\d)/gi)].map(({ index }) => index + 1);
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
