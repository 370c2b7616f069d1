import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As strict as the project's own. */
const compilerOptions = {
  target: "es2023",
  module: "preserve",
  moduleResolution: "bundler",
  types: [],
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

/**
 * The recipes of docs/recipes/ as a repository of their own, with its YAML generated. Where they are kept, below the root of
 * a repository, GitHub would run none of them, and the compiler warns of that.
 * @returns the folder, which is the caller's to remove.
 * @throws Error when `gen` refuses them or says anything of them.
 */
export function makeRecipesFolder(root: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "recipes-")));
  try {
    for (const part of ["workflows-src", "generated"]) {
      cpSync(join(root, "docs/recipes", part), join(folder, part), { recursive: true });
    }
    cpSync(join(root, "docs/recipes/zizmor.yml"), join(folder, ".github/zizmor.yml"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const include = ["workflows-src", "generated"];
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
    const program = join(root, "packages/cli/bin/yardmaster.mjs");
    const made = spawnSync(process.execPath, [program, "gen"], { cwd: folder, encoding: "utf8", timeout: 60_000 });
    if (made.error) throw made.error;
    if (made.status !== 0) throw new Error(`The recipes do not generate:\n${made.stderr}`);
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
