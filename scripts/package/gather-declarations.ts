import { readFileSync, realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix, relative, sep } from "node:path";
import { ts } from "ts-morph";
import type { DeclarationEntries } from "./emit-declarations.ts";
import { ownerOf } from "./package-owner.ts";
import { replaceImports } from "./replace-imports.ts";

export interface GatheredDeclarations {
  /** Path below the folder of declarations -> text, of every module that can be reached and of no other. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders of the packages of others that some of them are taken from, absolute. */
  readonly packageFolders: readonly string[];
}

export interface DeclarationSources {
  readonly root: string;
  /** Where {@link emitDeclarations} wrote, absolute. */
  readonly emitted: string;
  readonly entries: DeclarationEntries;
  /** Packages that stay imported by name: dependencies of what is published. */
  readonly dependencies: ReadonlySet<string>;
}

/**
 * Follows imports from some declarations to all that they need, and makes every import relative: what comes from packages that are no
 * dependency is taken in, below `vendor`.
 * @param modules relative to the folder of emitted declarations.
 * @throws where an import leads nowhere, or a module is written in a way that nothing here understands.
 */
export function gatherDeclarations(modules: readonly string[], sources: DeclarationSources): GatheredDeclarations {
  const files = new Map<string, string>();
  const packages = new Map<string, string>();
  const waiting = modules.map((path) => join(sources.emitted, path));
  const placeOf = (path: string): string => {
    const below = relative(sources.emitted, path);
    if (!below.startsWith("..")) return below.split(sep).join("/").replace("/src/", "/");
    const found = ownerOf(path.split(sep).join("/"));
    if (!found) throw new Error(`${path} is in no package.`);
    const { name, folder } = found;
    const known = packages.get(name);
    if (known !== undefined && known !== folder) throw new Error(`Declarations come from two copies of "${name}".`);
    packages.set(name, folder);
    return `vendor/${name}/${relative(folder, path).split(sep).join("/")}`;
  };
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const place = placeOf(path);
    if (files.has(place)) continue;
    // A map would name files that are not shipped.
    const text = readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*\n?/m, "");
    files.set(
      place,
      replaceImports(path, text, (specifier) => {
        const found = resolveImport(specifier, path, sources);
        if (found === undefined) return specifier;
        waiting.push(found);
        return relativeSpecifier(place, placeOf(found));
      }),
    );
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), packageFolders: [...packages.values()] };
}

/** @returns undefined for what stays as it is. */
function resolveImport(specifier: string, from: string, sources: DeclarationSources): string | undefined {
  const { root, emitted, entries, dependencies } = sources;
  const isOwn = !relative(emitted, from).startsWith("..");
  const own = entries.get(specifier);
  if (own !== undefined) return join(emitted, own);
  if (isOwn && specifier.startsWith(".")) return join(dirname(from), specifier.replace(/\.[jt]s$/, ".d.ts"));
  if (isBuiltin(specifier) || dependencies.has(specifier)) return undefined;
  // From where its source lies: packages are looked for above that.
  const asked = isOwn ? join(root, "packages", relative(emitted, from)) : from;
  const { resolvedModule } = ts.resolveModuleName(specifier, asked, resolution, ts.sys);
  const found = resolvedModule && realpathSync(resolvedModule.resolvedFileName);
  if (!found?.endsWith(".d.ts")) throw new Error(`${from}: "${specifier}" leads to no declarations.`);
  return found;
}

const resolution: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

function relativeSpecifier(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.d\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}
