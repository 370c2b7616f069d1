import {
  type ActionsLock,
  compareImageTags,
  type Diagnostic,
  type ImageChange,
  type ImageReference,
  type ImageSite,
  printImage,
} from "@yardmaster/core";
import {
  imageDigestKept,
  imageDigestMissing,
  imageLowers,
  imageNotLocked,
  imagesDisagree,
  imageVariant,
} from "./image-diagnostics.ts";

/** What an image of the lock becomes. */
export interface ImageBump {
  /** As sources call it. */
  readonly key: string;
  readonly from: ImageReference;
  readonly to: ImageReference;
  readonly sites: readonly ImageSite[];
}

export interface ImageDecision {
  readonly bumps: readonly ImageBump[];
  readonly refusals: readonly Diagnostic[];
}

/** Where the lock states an image, for people; without a key, the lock. */
type ImagePlace = (key?: string) => string;

/** Judges changed images against the lock. Entries that are the same image move together. */
export function decideImageBumps(
  changes: readonly ImageChange[],
  { images = {} }: ActionsLock,
  placeOf: ImagePlace,
): ImageDecision {
  const refusals: Diagnostic[] = [];
  const bumps = new Map<string, ImageBump>();
  for (const { from, to } of changes) {
    const before = printImage(from.image);
    const entries = Object.entries(images).filter(([, image]) => printImage(image) === before);
    const [first] = entries;
    const problem = first
      ? judge(from.image, to, placeOf(first[0]))
      : imageNotLocked({ from: before, to: printImage(to.image), lock: placeOf() }, { location: to.location });
    if (problem) {
      refusals.push(problem);
      continue;
    }
    for (const [key, locked] of entries) {
      const known = bumps.get(key);
      const [site] = known?.sites ?? [];
      if (known && site && printImage(known.to) !== printImage(to.image)) {
        const other = printImage(known.to);
        const otherPlace = `${site.location.file}:${site.location.line}:${site.location.column}`;
        const p = { from: before, to: printImage(to.image), other, otherPlace };
        refusals.push(imagesDisagree(p, { location: to.location }));
        break;
      }
      bumps.set(key, { key, from: locked, to: to.image, sites: [...(known?.sites ?? []), to] });
    }
  }
  return { bumps: [...bumps.values()], refusals };
}

function judge(from: ImageReference, { image: to, location }: ImageSite, locked: string): Diagnostic | undefined {
  const p = { from: printImage(from), to: printImage(to), name: from.name, locked };
  const order = compareImageTags(to.tag, from.tag);
  if (order === "variant") return imageVariant(p, { location });
  if (order === "lower") return imageLowers(p, { location });
  if (from.digest !== undefined && to.digest === undefined) return imageDigestMissing(p, { location });
  if (order === "higher" && to.digest !== undefined && to.digest === from.digest) {
    return imageDigestKept(p, { location });
  }
  return undefined;
}
