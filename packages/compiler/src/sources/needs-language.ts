import { dirname, join } from "node:path";
import type { Files } from "@yardmaster/core";

/** The package whose one copy all sources share. */
export const language = "yardmaster";

/**
 * Whether a package, or one that it depends on, uses the language. Such a package has to share it with the sources, so it
 * is bundled with them; Node would load a copy of its own. Manifests tell.
 * @param folder of the package, absolute.
 */
export async function needsLanguage(folder: string, files: Files): Promise<boolean> {
  const waiting = [folder];
  const seen = new Set(waiting);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const names = await dependenciesOf(next, files);
    if (names.includes(language)) return true;
    for (const name of names) {
      const found = await findPackage(name, next, files);
      if (found === undefined || seen.has(found)) continue;
      seen.add(found);
      waiting.push(found);
    }
  }
  return false;
}

async function dependenciesOf(folder: string, files: Files): Promise<readonly string[]> {
  const bytes = await files.read(join(folder, "package.json"));
  try {
    const manifest = JSON.parse(bytes ? new TextDecoder().decode(bytes) : "{}");
    return [manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies].flatMap((list) =>
      Object.keys(list ?? {}),
    );
  } catch {
    return []; // Node will say what is wrong with it
  }
}

async function findPackage(name: string, from: string, files: Files): Promise<string | undefined> {
  const folder = join(from, "node_modules", name);
  if (await files.isFolder(folder)) return folder;
  const above = dirname(from);
  return above === from ? undefined : findPackage(name, above, files);
}
