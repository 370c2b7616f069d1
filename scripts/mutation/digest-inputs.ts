import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "./bundle-options.ts";

/** Beside the modules: what is mutated and how, by which versions. */
const settings = ["package-lock.json", "stryker.config.json", "scripts/mutation.ts", "tests/mutation/survivors.json"];

/**
 * One digest over all that the result of the mutation run follows from: the modules that are mutated, the tests that judge
 * them with whatever they import of this repository, and the settings. Libraries count by their lock.
 * @returns `sha256:` and 64 hexadecimal digits
 */
export async function digestInputs(root: string): Promise<string> {
  const { metafile } = await build({ ...bundleOptions(root), write: false, metafile: true });
  const modules = Object.keys(metafile.inputs).filter(
    (path) => !/node_modules\/|^place:|^mutation-tests\.ts$/.test(path),
  );
  const own = ["scripts/bundle", "scripts/mutation"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const hash = createHash("sha256");
  for (const path of [...new Set([...modules, ...own, ...settings])].sort()) {
    const text = readFileSync(join(root, path));
    hash.update(`${path}\n${text.length}\n`).update(text);
  }
  return `sha256:${hash.digest("hex")}`;
}
