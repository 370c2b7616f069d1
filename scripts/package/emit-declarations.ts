import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Entries of workspaces as they are imported -> their declarations, relative to the folder that {@link emitDeclarations} fills. */
export type DeclarationEntries = ReadonlyMap<string, string>;

/**
 * Has TypeScript write the declarations of some modules, and of whatever they import of workspaces. Nothing is checked here.
 * @param modules relative to the root, below `packages`.
 * @param folder absolute, below the root; what lies in it is as below `packages`.
 * @throws with what the compiler says.
 */
export function emitDeclarations(root: string, modules: readonly string[], folder: string): DeclarationEntries {
  const entries = readEntries(root);
  const fromFolder = (path: string) => `./${relative(folder, join(root, path)).split(sep).join("/")}`;
  const configuration = {
    extends: fromFolder("tsconfig.json"),
    compilerOptions: {
      ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true, stripInternal: true },
      ...{ outDir: ".", rootDir: fromFolder("packages"), rewriteRelativeImportExtensions: true },
      // Through links they would be packages, which nothing is written of.
      paths: Object.fromEntries([...entries].map(([name, path]) => [name, [fromFolder(path)]])),
    },
    include: [],
    files: modules.map(fromFolder),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "--pretty", "false", "-p", folder], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`TypeScript cannot write the declarations: ${stdout}${stderr}`);
  return new Map(
    [...entries].map(([name, path]) => [name, path.replace(/^packages\//, "").replace(/\.ts$/, ".d.ts")] as const),
  );
}

/** What manifests of workspaces export: `@yardmaster/core/json` -> `packages/core/src/json.ts`. */
function readEntries(root: string): ReadonlyMap<string, string> {
  const entries = readdirSync(join(root, "packages")).flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
    return Object.entries(exports as Record<string, string>).map(
      ([entry, path]) => [`${name}${entry.slice(1)}`, `packages/${folder}/${path.slice(2)}`] as const,
    );
  });
  return new Map(entries);
}
