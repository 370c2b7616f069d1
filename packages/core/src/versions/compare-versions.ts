import { compareVersionTags, isExact, isOneSeries, parseVersionTag, type VersionTag } from "./version-tag.ts";

/**
 * How a version stands to another. `same`: equal, but for a leading `v`. `wider`: the first leaves out parts that the
 * second has (`v7` to `v7.0.1`); `narrower`: the reverse. `renamed`: versions of other things, such as `init-v1` to
 * `bundle-v2`; `unrelated`: one is none, such as a branch's name.
 */
export type VersionOrder = "lower" | "same" | "wider" | "narrower" | "higher" | "renamed" | "unrelated";

/** Orders the versions of one name as Semantic Versioning does; parts that are left out match any. */
export function compareVersions(first: string, second: string): VersionOrder {
  const a = parseVersionTag(first);
  const b = parseVersionTag(second);
  if (!a || !b) return first === second ? "same" : "unrelated";
  if (!isOneSeries(a, b)) return "renamed";
  const length = Math.min(a.numbers.length, b.numbers.length);
  const order = compareVersionTags(cut(a, length), cut(b, length));
  if (order !== 0) return order < 0 ? "lower" : "higher";
  // `v1.2.3` is not any of its revisions, nor a date any of its day.
  if (isExact(a) && isExact(b)) return toOrder(compareVersionTags(a, b));
  if (a.numbers.length === b.numbers.length) return "same";
  return a.numbers.length < b.numbers.length ? "wider" : "narrower";
}

function toOrder(difference: number): VersionOrder {
  return difference === 0 ? "same" : difference < 0 ? "lower" : "higher";
}

/** What both name; a preview of a version that is not named in full says nothing. */
function cut(tag: VersionTag, length: number): VersionTag {
  const isWhole = tag.numbers.length === length;
  return { ...tag, numbers: tag.numbers.slice(0, length), preRelease: isWhole ? tag.preRelease : "" };
}
