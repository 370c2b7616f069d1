import { type ImageReference, imageProblem, printImage, reportMistake } from "@yardmaster/core";
import { imageInvalid } from "./diagnostics.ts";

/**
 * The image of an entry of the lock, as `container`, `image` and `useDocker` take it. Generated bindings call this; it is
 * text, and stands in YAML as tag and digest together.
 */
export function lockedImage(key: string, image: ImageReference): string {
  const problem = imageProblem({ name: image.name, tag: image.tag, digest: image.digest });
  if (problem !== undefined) reportMistake(imageInvalid({ key, problem }));
  return printImage(image);
}
