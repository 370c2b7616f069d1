import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A folder below `node_modules/.cache` for as long as `use` runs. */
export function withScratchFolder<T>(root: string, name: string, use: (folder: string) => T): T {
  const folder = makeFolder(root, name);
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same for as long as a promise is open. */
export async function inScratchFolder<T>(root: string, name: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder(root, name);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeFolder(root: string, name: string): string {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, `${name}-`));
}
