import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const copied = [
  ...["package.json", "tsconfig.json", "stryker.config.json"],
  ...["packages", "scripts/bundle", "scripts/mutation", "tests"],
];
const left = new Set(["node_modules", "dist", "fixtures"]);

/**
 * Copies what the tests of the decisions need: Stryker writes its mutants into the sources. Libraries are links to the originals;
 * packages of this repository are links inside the copy, so that the tests meet the mutants.
 * @param into an empty folder outside the repository
 */
export function copyRepository(root: string, into: string): void {
  for (const path of copied) {
    cpSync(join(root, path), join(into, path), { recursive: true, filter: (source) => !left.has(basename(source)) });
  }
  linkLibraries(root, into, "node_modules");
  for (const name of readdirSync(join(root, "packages"))) linkLibraries(root, into, `packages/${name}/node_modules`);
  for (const name of readdirSync(join(into, "packages"))) {
    link(join(into, "packages", name), join(into, "node_modules/@yardmaster", name));
  }
}

function linkLibraries(root: string, into: string, folder: string): void {
  for (const name of namesIn(join(root, folder))) {
    if (name !== "@yardmaster") link(join(root, folder, name), join(into, folder, name));
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "dir");
}
