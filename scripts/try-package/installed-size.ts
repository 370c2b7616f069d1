import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Bytes of the files below a folder of installed packages, each once, links not followed.
 * @param without names of packages and scopes at its top that do not count.
 */
export function installedSize(modules: string, without: readonly string[]): number {
  const seen = new Set<string>();
  const sizeOf = (path: string): number => {
    const status = lstatSync(path);
    if (status.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
    const file = `${status.dev} ${status.ino}`;
    if (seen.has(file) || !status.isFile()) return 0;
    seen.add(file);
    return status.size;
  };
  return readdirSync(modules)
    .filter((name) => !without.includes(name))
    .reduce((sum, name) => sum + sizeOf(join(modules, name)), 0);
}
