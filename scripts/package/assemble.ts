import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withScratchFolder } from "../compile-modules/scratch-folder.ts";
import { emitDeclarations } from "./emit-declarations.ts";
import { gatherDeclarations } from "./gather-declarations.ts";
import { linkAbsolutely } from "./link-absolutely.ts";
import { printLicences } from "./print-licences.ts";
import { printManifest, readManifest } from "./print-manifest.ts";
import { type PublishedPackage, publishedPackages } from "./published-packages.ts";

/**
 * Puts the published packages together, a folder for each, below `folder`; what lay there is gone.
 * @param folder relative to the root.
 */
export function assemble(root: string, folder: string, repository: string | undefined): void {
  rmSync(join(root, folder), { recursive: true, force: true });
  const build = join(root, "scripts/build.mjs");
  const { status, stderr } = spawnSync(process.execPath, [build, "--package", folder], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`The programs do not build: ${stderr}`);
  const inputs: Readonly<Record<string, readonly string[]>> = JSON.parse(
    readFileSync(join(root, folder, "inputs.json"), "utf8"),
  );
  for (const published of publishedPackages) {
    const place = join(root, folder, published.name);
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), text);
    };
    const dependencies = dependenciesOf(root, published);
    const { files, packageFolders } = declarationsOf(root, published, new Set(Object.keys(dependencies)));
    for (const [path, text] of files) write(`dist/types/${path}`, text);
    write("package.json", printManifest(root, published, { repository, dependencies }));
    const modules = [...(inputs[published.name] ?? []), ...packageFolders.map((path) => `${path}/package.json`)];
    write("THIRD-PARTY-LICENCES.md", printLicences(root, modules));
    const { workspace, command } = published.program;
    const bin = `bin/${command}.mjs`;
    write(bin, readFileSync(join(root, "packages", workspace, bin), "utf8"));
    chmodSync(join(place, bin), 0o755);
    for (const [from, to] of Object.entries(published.files)) {
      cpSync(join(root, from), join(place, to), { recursive: true });
    }
    const readme = join(place, "README.md");
    if (repository !== undefined) writeFileSync(readme, linkAbsolutely(readFileSync(readme, "utf8"), repository));
  }
  rmSync(join(root, folder, "inputs.json"));
}

function dependenciesOf(root: string, { dependencies }: PublishedPackage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, workspace]) => [
      name,
      readManifest(root, `packages/${workspace}`).dependencies[name],
    ]),
  );
}

function declarationsOf(root: string, { entries }: PublishedPackage, dependencies: ReadonlySet<string>) {
  const names = Object.values(entries);
  if (names.length === 0) return { files: new Map<string, string>(), packageFolders: [] };
  return withScratchFolder(root, "declarations", (emitted) => {
    const modules = names.map((name) => `packages/yardmaster/src/${name}.ts`);
    const known = emitDeclarations(root, modules, emitted);
    const paths = names.map((name) => `yardmaster/src/${name}.d.ts`);
    return gatherDeclarations(paths, { root, emitted, entries: known, dependencies });
  });
}
