/** What the rules need to know of a package.json. */
export interface Manifest {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly name: string;
  /** What others may import beside the index, such as `host` of `"./host": "./src/host.ts"`. */
  readonly entries: readonly string[];
  /** Name -> version, of all kinds of dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Versions forced on dependencies of dependencies, flattened. */
  readonly overrides: Readonly<Record<string, string>>;
}

type Versions = Readonly<Record<string, string>>;
interface OverrideTree {
  readonly [name: string]: string | OverrideTree;
}
interface PackageJson {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly overrides?: OverrideTree;
}

/** @throws SyntaxError when the text is no JSON: npm would not have come this far. */
export function readManifest(path: string, text: string): Manifest {
  const json = JSON.parse(text) as PackageJson;
  return {
    path,
    text,
    name: json.name,
    entries: Object.keys(json.exports ?? {}).flatMap((key) => (key.startsWith("./") ? [key.slice(2)] : [])),
    dependencies: { ...json.optionalDependencies, ...json.devDependencies, ...json.dependencies },
    overrides: flatten(json.overrides ?? {}),
  };
}

/** Line on which a dependency is declared, from 1. */
export function lineOfDependency(manifest: Manifest, name: string): number {
  const index = manifest.text.indexOf(`"${name}":`);
  return manifest.text.slice(0, Math.max(index, 0)).split("\n").length;
}

function flatten(tree: OverrideTree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : Object.entries(flatten(value)),
    ),
  );
}
