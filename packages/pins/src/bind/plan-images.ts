import { type Diagnostic, fail, type ImageReference, ok, printImage, type Result } from "@yardmaster/core";
import { imageUnreadable } from "../resolve/diagnostics.ts";
import { mapBounded } from "../servers/map-bounded.ts";
import type { ImageRequest } from "./parse-image-request.ts";

/** What comes of one image of the lock. */
export interface LockedImageChange {
  readonly key: string;
  readonly before: ImageReference | undefined;
  readonly after: Result<ImageReference, Diagnostic>;
}

const maximumAtOnce = 8;

/** Looks up the digests of tags, where none is named. */
export function planImages(
  requests: readonly ImageRequest[],
  entries: Readonly<Record<string, ImageReference>>,
  needsDigest: boolean,
): Promise<readonly LockedImageChange[]> {
  return mapBounded(requests, maximumAtOnce, async ({ key, image }) => ({
    key,
    before: Object.hasOwn(entries, key) ? entries[key] : undefined,
    after: await resolve(image, needsDigest),
  }));
}

async function resolve(image: ImageReference, needsDigest: boolean): Promise<Result<ImageReference, Diagnostic>> {
  const { tag } = image;
  if (!needsDigest || image.digest !== undefined || tag === undefined) return ok(image);
  const { readImageDigest } = await import("../servers/read-registry.ts");
  const digest = await readImageDigest({ ...image, tag });
  return digest.ok
    ? ok({ ...image, digest: digest.value })
    : fail(imageUnreadable({ image: printImage(image), ...digest.error }));
}
