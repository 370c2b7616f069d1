import { compareVersionTags, isOneSeries, parseVersionTag, type VersionTag } from "./version-tag.ts";

/**
 * How a tag stands to another. `variant`: of another variety, such as `8` to `7-alpine`; `unrelated`: not to be ordered,
 * such as `trixie` to `bookworm`.
 */
export type ImageTagOrder = "lower" | "same" | "higher" | "variant" | "unrelated";

/** By the numbers of one variety, as far as both name them: `7` and `7.2` are the same, `3.20-alpine3.1` and `-alpine3.2` not. */
export function compareImageTags(first: string | undefined, second: string | undefined): ImageTagOrder {
  if (first === second) return "same";
  const a = first === undefined ? undefined : parseVersionTag(first);
  const b = second === undefined ? undefined : parseVersionTag(second);
  // A version that is given up for a word, or for none, is none later.
  if (!a || !b) return b && !a ? "variant" : "unrelated";
  if (!isOneSeries(a, b) || !isOneVariety(a, b)) return "variant";
  const length = Math.min(a.numbers.length, b.numbers.length);
  const order = compareVersionTags(cut(a, length), cut(b, length)) || compareNumbers(numbersOf(a), numbersOf(b));
  return order === 0 ? "same" : order < 0 ? "lower" : "higher";
}

/** `alpine3.21` and `alpine3.22` are; a release follows its previews. */
function isOneVariety(a: VersionTag, b: VersionTag): boolean {
  const [first, second] = [a, b].map(({ preRelease }) => preRelease.replaceAll(/\d+(?:\.\d+)*/g, "#")) as [
    string,
    string,
  ];
  return (
    first === second || (first === "" && /^(?:alpha|beta|dev|pre|preview|rc)\b/i.test(b.preRelease.replace(/\d.*/, "")))
  );
}

function cut(tag: VersionTag, length: number): VersionTag {
  return { ...tag, numbers: tag.numbers.slice(0, length), preRelease: "" };
}

function numbersOf({ preRelease }: VersionTag): readonly number[] {
  return (preRelease.match(/\d{1,9}/g) ?? []).map(Number);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((number, at) => number !== (b[at] ?? number));
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
