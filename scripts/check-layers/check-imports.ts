import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Finding, FindingCode } from "./finding.ts";
import type { LayerTable, LibraryOwner } from "./layer-table.ts";
import { lineOfDependency, type Manifest } from "./manifest.ts";
import type { ImportFact, SourceFile } from "./read-source.ts";

const ownScope = "@yardmaster/";
/** The package that is published: it stands outside the scope of those that it is made of. */
const published = "yardmaster";

/** Who imports whom: packages, npm libraries, and of a package nothing but what its manifest exports. */
export function checkImports(
  sources: readonly SourceFile[],
  manifests: readonly Manifest[],
  table: LayerTable,
): Finding[] {
  const used = new Map<string, Set<string>>();
  const findings = sources.flatMap((source) =>
    source.imports.flatMap((fact) => {
      const found = checkImport(source, fact, manifests, table);
      const layer = layerOf(source.path);
      if (!fact.specifier.startsWith(".")) {
        used.set(layer, (used.get(layer) ?? new Set()).add(libraryOf(fact.specifier)));
      }
      return found ? [{ ...found, file: source.path, line: fact.line }] : [];
    }),
  );
  return [...findings, ...findUnused(manifests, used, table)];
}

/** `core` for packages/core/…, else the first folder: `scripts`, `tests`, `workflows-src`, `generated`. */
export function layerOf(path: string): string {
  const [top = "", name = ""] = path.split("/");
  return top === "packages" ? name : top;
}

function checkImport(
  source: SourceFile,
  fact: ImportFact,
  manifests: readonly Manifest[],
  table: LayerTable,
): { code: FindingCode; message: string } | undefined {
  const { specifier } = fact;
  if (specifier.startsWith(".")) return checkRelative(source.path, specifier);
  if (isBuiltin(specifier)) return undefined;
  const library = libraryOf(specifier);
  const layer = layerOf(source.path);
  const allowed = table.mayImport[layer];
  if (!allowed && source.path.startsWith("packages/")) {
    return { code: "layer-unknown-package", message: `Package "${layer}" is not in the table of layers: add it.` };
  }
  const name = ownPackage(library);
  if (name !== undefined) {
    if (specifier !== library && !isEntry(specifier, library, manifests)) {
      return { code: "layer-deep-import", message: `"${specifier}" goes past the index: import "${library}".` };
    }
    if (allowed && !allowed.includes(name)) {
      const list = allowed.length > 0 ? allowed.join(", ") : "no package";
      return { code: "layer-import", message: `${layer} must not import ${name}: it may import ${list}.` };
    }
  } else if (source.path.startsWith("packages/")) {
    const owner = ownerOf(library, table);
    if (owner?.owner !== layer) {
      const who = owner ? `${owner.owner} owns it` : "nobody owns it in the table of layers";
      return { code: "layer-library-owner", message: `${layer} must not import "${library}": ${who}.` };
    }
    if (owner.typesOnly && !fact.typeOnly) {
      return { code: "layer-library-owner", message: `"${library}" is for types alone: write \`import type\`.` };
    }
  }
  return checkDeclared(source.path, library, manifests);
}

function isEntry(specifier: string, library: string, manifests: readonly Manifest[]): boolean {
  const entries = manifests.find(({ name }) => name === library)?.entries ?? [];
  return entries.includes(specifier.slice(library.length + 1));
}

function checkRelative(path: string, specifier: string): { code: FindingCode; message: string } | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  const here = layerOf(path);
  if (path.startsWith("packages/") && !target.startsWith(`packages/${here}/`)) {
    return {
      code: "layer-escape",
      message: `"${specifier}" leaves the package "${here}": import another by its name.`,
    };
  }
  if (!path.startsWith("packages/") && target.startsWith("packages/")) {
    const layer = layerOf(target);
    const name = layer === published ? published : `${ownScope}${layer}`;
    return { code: "layer-deep-import", message: `"${specifier}" reaches into a package: import "${name}".` };
  }
  return undefined;
}

/** A package declares what it imports; scripts, tests and sources may use what any manifest here declares. */
function checkDeclared(
  path: string,
  library: string,
  manifests: readonly Manifest[],
): { code: FindingCode; message: string } | undefined {
  const where = path.startsWith("packages/") ? `packages/${layerOf(path)}/package.json` : "package.json";
  const candidates = path.startsWith("packages/") ? manifests.filter((each) => each.path === where) : manifests;
  const names = [library, `@types/${library}`];
  if (candidates.some((each) => names.some((name) => name in each.dependencies || name === each.name)))
    return undefined;
  return { code: "layer-undeclared", message: `"${library}" is imported and not declared: add it to ${where}.` };
}

function findUnused(
  manifests: readonly Manifest[],
  used: ReadonlyMap<string, ReadonlySet<string>>,
  table: LayerTable,
): Finding[] {
  return manifests
    .filter((manifest) => manifest.path.startsWith("packages/"))
    .flatMap((manifest) =>
      Object.keys(manifest.dependencies)
        .filter((name) => {
          const wanted = table.libraries[name]?.peerOf ?? name.replace(/^@types\//, "");
          return !used.get(layerOf(manifest.path))?.has(wanted);
        })
        .map((name) => ({
          code: "layer-unused-dependency" as const,
          file: manifest.path,
          line: lineOfDependency(manifest, name),
          message: `"${name}" is declared and never imported: remove it.`,
        })),
    );
}

function ownerOf(library: string, table: LayerTable): LibraryOwner | undefined {
  return table.libraries[library] ?? table.libraries[`${library.split("/")[0]}/*`];
}

/** The folder of one of this repository's packages, such as `core`. */
function ownPackage(library: string): string | undefined {
  if (library === published) return published;
  return library.startsWith(ownScope) ? library.slice(ownScope.length) : undefined;
}

/** The package in an import specifier: `a/b` -> `a`, `@a/b/c` -> `@a/b`. */
function libraryOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
