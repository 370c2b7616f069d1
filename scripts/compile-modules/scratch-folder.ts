import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A folder below `node_modules/.cache` for as long as `use` runs. */
export function withScratchFolder<T>(root: string, name: string, use: (folder: string) => T): T {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `${name}-`));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
