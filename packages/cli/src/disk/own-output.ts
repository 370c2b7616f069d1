import { fstatSync } from "node:fs";
import { stateOf } from "./visit-folders.ts";

/** Whether a path is the file that this program prints into, as by `> FILE`: what is said of a change must be none itself. */
export function ownOutput(): (path: string) => boolean {
  const files = new Set([1, 2].flatMap(fileBehind));
  return (path) => {
    const found = files.size > 0 ? stateOf(path) : undefined;
    return found !== undefined && files.has(`${found.dev} ${found.ino}`);
  };
}

function fileBehind(descriptor: number): readonly string[] {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() ? [`${found.dev} ${found.ino}`] : [];
  } catch {
    return []; // closed
  }
}
