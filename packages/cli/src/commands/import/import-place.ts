import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { describeRepository, type Repository, sourcesFolder } from "@yardmaster/compiler";
import { findRoot } from "@yardmaster/compiler/host";
import { findLintRoot } from "@yardmaster/compiler/lint";
import { type Files, fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";

/** Where an import happens. */
export interface ImportPlace {
  readonly repository: Repository;
  /** False for a folder that is in none: nothing beside the named files belongs to them. */
  readonly isRepository: boolean;
}

/** The nearest folder, from here upwards, that has sources or is a repository; else this one. */
export async function findPlace({ cwd, files }: Pick<Host, "cwd" | "files">): Promise<ImportPlace> {
  const found = [await findRoot(cwd, files), await findLintRoot(cwd, files)].filter((path) => path !== undefined);
  const [nearest = cwd] = found.sort((a, b) => b.length - a.length);
  return { repository: await describeRepository(nearest, files), isRepository: found.length > 0 };
}

/** The folder for the modules, from the root. @returns a sentence and the next step where it cannot be one. */
export async function readOut(
  given: string | undefined,
  root: string,
  { cwd, files }: Pick<Host, "cwd" | "files">,
): Promise<Result<string, string>> {
  if (given === undefined) return notAFile(sourcesFolder, sourcesFolder, root, files);
  const out = fromRoot(resolve(cwd, given), root);
  if (out !== sourcesFolder && !out?.startsWith(`${sourcesFolder}/`)) {
    return fail(
      `\`gen\` reads modules in ${sourcesFolder} alone, and --out is ${JSON.stringify(given)}. Name ${sourcesFolder} or a folder in it.`,
    );
  }
  return notAFile(out, given, root, files);
}

/** @returns undefined for what lies outside of the root. */
export function fromRoot(path: string, root: string): string | undefined {
  const name = relative(root, path).split(sep).join("/");
  return name === ".." || name.startsWith("../") || isAbsolute(name) ? undefined : name;
}

async function notAFile(out: string, shown: string, root: string, files: Files): Promise<Result<string, string>> {
  const parts = out.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const path = join(root, ...parts.slice(0, length));
    if (files.lastChange([path]) === 0) break;
    if (!(await files.isFolder(path))) {
      return fail(`${JSON.stringify(shown)} is no folder, so no module can be written there. Move that file away.`);
    }
  }
  return ok(out);
}
