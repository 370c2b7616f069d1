import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Files } from "@yardmaster/core";
import type { OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { isLanguageFile } from "./language-files.ts";
import { language, needsLanguage } from "./needs-language.ts";
import { type PackageFolder, packageFolderOf } from "./package-folder.ts";

/** In the bundle: what Node loaded, by path. */
export const packagesVariable = "yardmasterPackages";
export type LoadedPackages = ReadonlyMap<string, unknown>;

/** Why a package is missing from the bundle; the `detail` of esbuild's message. */
export interface PackageFailure {
  readonly packageName: string;
  readonly thrown: unknown;
}

export interface PackageLoader {
  readonly loaded: LoadedPackages;
  readonly plugin: Plugin;
}

type Loaded = { readonly value: unknown; readonly isCommonJs: boolean } | { readonly thrown: unknown };

const namespace = "yardmaster-package";
/** Whatever is imported by name, but for the language: Go's expressions know no "not". */
const bareNames = RegExp(
  `^(?:[^./${language[0]}]|${[...language.slice(1)]
    .map((letter, index) => `${language.slice(0, index + 1)}(?:[^${letter}]|$)`)
    .join("|")}|${language}[^/])`,
);
const inner = Symbol("yardmaster: how would esbuild resolve this?");

/**
 * Has installed packages loaded by Node itself, each once: they may await at their top, read `import.meta.url` or
 * `__dirname`, and hold native code. The bundle gets what they export. Only the author's own modules are bundled, and
 * packages that use the language.
 */
export function packageLoader(root: string, files: Files): PackageLoader {
  const loads = new Map<string, Promise<Loaded>>();
  const loaded = new Map<string, unknown>();
  const extensions = new Map<string, Promise<boolean>>();
  const usesLanguage = ({ folder }: PackageFolder): Promise<boolean> => {
    const known = extensions.get(folder) ?? needsLanguage(folder, files);
    extensions.set(folder, known);
    return known;
  };
  const isAuthored = async (importer: string): Promise<boolean> => {
    const owner = packageFolderOf(importer, root);
    return owner ? usesLanguage(owner) : !isLanguageFile(importer);
  };
  const load = async (path: string): Promise<Loaded> => {
    const known = loads.get(path) ?? loadByNode(path);
    loads.set(path, known);
    return known;
  };

  const setup = (build: PluginBuild): void => {
    build.onResolve({ filter: bareNames, namespace: "file" }, async (asked): Promise<OnResolveResult | undefined> => {
      if (asked.pluginData === inner || !(await isAuthored(asked.importer))) return undefined;
      const { importer, resolveDir, kind } = asked;
      const { path, errors, external } = await build.resolve(asked.path, {
        importer,
        resolveDir,
        kind,
        namespace: "file",
        pluginData: inner,
      });
      const owner = errors.length > 0 || external ? undefined : packageFolderOf(path, root);
      if (!owner || !isNodeModule(path) || (await usesLanguage(owner))) return undefined;
      const found = await load(path);
      if ("thrown" in found && kind === "import-statement") {
        const detail: PackageFailure = { packageName: owner.name, thrown: found.thrown };
        return { errors: [{ text: `The package "${owner.name}" cannot be loaded`, detail }] };
      }
      return { path, namespace };
    });
    build.onLoad({ filter: /./, namespace }, async ({ path }) => {
      const found = await load(path);
      loaded.set(path, "thrown" in found ? found.thrown : found.value);
      return { contents: moduleText(path, found), loader: "js" };
    });
  };
  return { loaded, plugin: { name: "yardmaster-packages", setup } };
}

/** What Node can load by itself: no TypeScript, no JSON, and nothing inside an archive. */
function isNodeModule(path: string): boolean {
  return /\.(?:[cm]?js|node)$/.test(path) && !path.includes(".zip/");
}

async function loadByNode(path: string): Promise<Loaded> {
  const { cache } = createRequire(path);
  try {
    const value = await import(pathToFileURL(path).href);
    const module = cache[path];
    const isCommonJs = module !== undefined && value.default === module.exports;
    return { value: isCommonJs ? module.exports : value, isCommonJs };
  } catch (thrown) {
    return { thrown };
  }
}

/** Stands in the bundle for a module of a package. */
function moduleText(path: string, found: Loaded): string {
  const value = `${packagesVariable}.get(${JSON.stringify(path)})`;
  if ("thrown" in found) return `module.exports = undefined; throw ${value};`;
  if (found.isCommonJs) return `module.exports = ${value};`;
  const names = Object.keys(found.value as object);
  const lines = names.map((name, index) => {
    const text = JSON.stringify(name);
    return `const value${index} = value[${text}]; export { value${index} as ${text} };`;
  });
  return [`const value = ${value};`, ...lines].join("\n");
}
