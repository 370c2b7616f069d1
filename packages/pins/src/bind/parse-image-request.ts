import { bindingName } from "@yardmaster/codegen";
import { type ActionsLock, fail, type ImageReference, isImageKey, ok, parseImage, type Result } from "@yardmaster/core";

/** An image to lock, and what sources call it. */
export interface ImageRequest {
  readonly key: string;
  readonly image: ImageReference;
}

const operand = /^(?:([^=]+)=)?docker:\/\/(.*)$/s;

export function isImageOperand(text: string): boolean {
  return operand.test(text);
}

/**
 * Reads `docker://redis:8` or `NAME=docker://redis:8`. Without a name it moves the entry of that image, or makes one by
 * the end of the image's name.
 * @returns on failure the rest of a sentence that begins with the text.
 */
export function parseImageRequest(text: string, { images = {} }: ActionsLock): Result<ImageRequest, string> {
  const [, given, reference = ""] = operand.exec(text) ?? [];
  const image = parseImage(reference);
  if (!image) return fail("names no image: names are in lower case, such as docker://ghcr.io/o/app:1.2");
  if (image.tag === undefined && image.digest === undefined) return fail("names no tag, such as docker://redis:8");
  if (given !== undefined && !isImageKey(given)) return fail("is to be called by letters, digits and _");
  const known = Object.keys(images).filter((key) => images[key]?.name === image.name);
  const [first] = known;
  if (given === undefined && known.length > 1) {
    return fail(`is in the lock as ${known.join(" and ")}: say which, as in ${first}=${text}`);
  }
  const key = given ?? first ?? keyOf(image);
  const other = Object.hasOwn(images, key) ? images[key] : undefined;
  if (other && other.name !== image.name) {
    return fail(
      `would be called ${key}, which is ${other.name}: give it another name, as in ${key}2=docker://${reference}`,
    );
  }
  return ok({ key, image });
}

function keyOf({ name }: ImageReference): string {
  return bindingName(`x/${name.split("/").at(-1)}`);
}
