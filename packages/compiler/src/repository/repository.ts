import { join } from "node:path";
import type { Files } from "@yardmaster/core";
import { findRoot } from "../host/find-root.ts";

/** A checkout that holds workflow sources. */
export interface Repository {
  /** Absolute. */
  readonly root: string;
  /** What a person runs here to write the generated files. */
  readonly genCommand: string;
  /** The same, overwriting what it would refuse to touch. */
  readonly forceCommand: string;
}

/** @returns undefined when neither the folder nor one above it holds `workflows-src/`. */
export async function findRepository(folder: string, files: Files): Promise<Repository | undefined> {
  const root = await findRoot(folder, files);
  return root === undefined ? undefined : describeRepository(root, files);
}

/** @param root absolute. */
export async function describeRepository(root: string, files: Files): Promise<Repository> {
  const hasScript = hasGenScript(await files.read(join(root, "package.json")));
  return hasScript
    ? { root, genCommand: "npm run gen:workflows", forceCommand: "npm run gen:workflows -- --force" }
    : { root, genCommand: "npx yardmaster gen", forceCommand: "npx yardmaster gen --force" };
}

function hasGenScript(manifest: Uint8Array | undefined): boolean {
  if (!manifest) return false;
  try {
    const { scripts } = JSON.parse(new TextDecoder().decode(manifest)) ?? {};
    return typeof scripts?.["gen:workflows"] === "string";
  } catch {
    return false; // npm itself will say what is wrong with package.json
  }
}
