import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The arguments with which Node starts a program of this repository: as the test runner has compiled it, once for all
 * tests, or else through tsx.
 * @param path of its TypeScript, relative to the root
 */
export function startProgram(path: string): readonly string[] {
  const compiled = join(process.env.TEST_BUNDLE ?? "", path.replace(/\.ts$/, ".mjs"));
  if (process.env.TEST_BUNDLE !== undefined && existsSync(compiled)) return ["--enable-source-maps", compiled];
  return ["--import", import.meta.resolve("tsx"), join(root, path)];
}
