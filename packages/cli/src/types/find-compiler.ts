import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Files } from "@yardmaster/core";

/** The project's own TypeScript. */
export interface Compiler {
  /** The `node_modules` that holds it. Absolute. */
  readonly modulesFolder: string;
  readonly version: string;
  /** The program `tsc`, JavaScript: of TypeScript 7 as of those before. Absolute. */
  readonly program: string;
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
