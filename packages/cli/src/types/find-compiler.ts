import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compareVersions, type Files } from "@yardmaster/core";

/** The project's own TypeScript. */
export interface Compiler {
  /** The `node_modules` that holds it. Absolute. */
  readonly modulesFolder: string;
  readonly version: string;
  /** The program `tsc`, JavaScript: of TypeScript 7 as of those before. Absolute. */
  readonly program: string;
}

/** The oldest TypeScript that reads the types of the language, as the published package says of its peers, too. */
export const leastTypeScript = "5.8";

export function isTooOld(version: string): boolean {
  return compareVersions(version, leastTypeScript) === "lower";
}

/** Looks where Node would look from the root. */
export async function findCompiler(root: string, files: Files): Promise<Compiler | undefined> {
  for (const modulesFolder of createRequire(join(root, "_.js")).resolve.paths("typescript") ?? []) {
    const folder = join(modulesFolder, "typescript");
    const manifest = await files.read(join(folder, "package.json"));
    const { version, bin } = manifest ? readManifest(manifest) : {};
    if (typeof version === "string" && typeof bin?.tsc === "string") {
      return { modulesFolder: dirname(folder), version, program: join(folder, bin.tsc) };
    }
  }
  return undefined;
}

function readManifest(bytes: Uint8Array): { readonly version?: unknown; readonly bin?: { readonly tsc?: unknown } } {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}
