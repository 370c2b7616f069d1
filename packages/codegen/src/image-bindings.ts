import type { ActionsLock } from "@yardmaster/core";
import { quote } from "./doc-text.ts";

/** `images.redis`: the images of the lock by their names there, as a statement. */
export function imageBindings({ images = {} }: ActionsLock): readonly string[] {
  const keys = Object.keys(images).sort();
  if (keys.length === 0) return [];
  const entries = keys.map((key) => `  ${quote(key)}: lockedImage(${quote(key)}, lock.images[${quote(key)}]),`);
  const doc = "/** Images at the tag and digest in the lock, for `container`, `image` and `useDocker`. */";
  return [`${doc}\nexport const images = {\n${entries.join("\n")}\n};`];
}
