import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedPackage } from "./published-packages.ts";

export interface ManifestFacts {
  /** Such as `https://github.com/OWNER/NAME`; undefined where nobody has said where the sources are. */
  readonly repository: string | undefined;
  /** Libraries that are installed beside the package. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The `package.json` of what is published. Its version is that of the workspace that it is made of. */
export function printManifest(root: string, published: PublishedPackage, facts: ManifestFacts): string {
  const { version, license } = readManifest(root, `packages/${published.program.workspace}`);
  const { engines } = readManifest(root, ".");
  const { command } = published.program;
  const { repository } = facts;
  const manifest = {
    name: published.name,
    version,
    description: published.description,
    keywords: published.keywords,
    license,
    ...(repository === undefined
      ? {}
      : {
          homepage: `${repository}#readme`,
          bugs: `${repository}/issues`,
          repository: { type: "git", url: `git+${repository}.git` },
        }),
    type: "module",
    sideEffects: false,
    engines,
    bin: { [command]: `bin/${command}.mjs` },
    exports: { ...exportsOf(published), "./package.json": "./package.json" },
    dependencies: facts.dependencies,
    peerDependencies: published.peers,
    peerDependenciesMeta: Object.fromEntries(Object.keys(published.peers).map((name) => [name, { optional: true }])),
    publishConfig: { access: "public", provenance: true },
  };
  return `${JSON.stringify(withoutEmpty(manifest), undefined, 2)}\n`;
}

export function readManifest(root: string, folder: string) {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}

function exportsOf({ entries }: PublishedPackage) {
  return Object.fromEntries(
    Object.entries(entries).map(([entry, name]) => [
      entry,
      { types: `./dist/types/yardmaster/${name}.d.ts`, default: `./dist/${name}.mjs` },
    ]),
  );
}

function withoutEmpty(manifest: object): object {
  return Object.fromEntries(Object.entries(manifest).filter(([, value]) => JSON.stringify(value) !== "{}"));
}
