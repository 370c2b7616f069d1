import { compareVersionTags, parseVersionTag, type VersionTag } from "../pins/version-tag.ts";

/**
 * How a version stands to another. `same`: equal, but for a leading `v`. `wider`: the first leaves out parts that the
 * second has (`v7` to `v7.0.1`); `narrower`: the reverse. `unrelated`: not to be ordered, such as a branch's name.
 */
export type VersionOrder = "lower" | "same" | "wider" | "narrower" | "higher" | "unrelated";

/** Orders tags as Semantic Versioning does; parts that are left out match any, and a prefix counts only for equality. */
export function compareVersions(first: string, second: string): VersionOrder {
  const a = read(first);
  const b = read(second);
  if (!a || !b) return first === second ? "same" : "unrelated";
  const length = Math.min(a.tag.numbers.length, b.tag.numbers.length);
  const order = compareVersionTags(cut(a.tag, length), cut(b.tag, length));
  if (order !== 0) return order < 0 ? "lower" : "higher";
  if (a.series !== b.series) return "unrelated";
  if (a.tag.numbers.length === b.tag.numbers.length) return "same";
  return a.tag.numbers.length < b.tag.numbers.length ? "wider" : "narrower";
}

/** A prefix such as `codeql-bundle-`, and the version behind it. */
function read(version: string): { readonly series: string; readonly tag: VersionTag } | undefined {
  const [, series = "", rest = ""] = /^((?:[a-z_][\w-]*[-/])??)(v?\d.*)$/i.exec(version) ?? [];
  const tag = parseVersionTag(rest);
  return tag && { series, tag };
}

/** What both name; a preview of a version that is not named in full says nothing. */
function cut(tag: VersionTag, length: number): VersionTag {
  const isWhole = tag.numbers.length === length;
  return { ...tag, numbers: tag.numbers.slice(0, length), preRelease: isWhole ? tag.preRelease : "" };
}
