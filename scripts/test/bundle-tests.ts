import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { moduleOptions } from "../bundle/module-options.ts";

export interface TestBundle {
  /** Absolute; has a module for each file, at the file's path with the ending `.mjs`. */
  readonly folder: string;
  readonly outputs: Metafile["outputs"];
}

/** Libraries that find their own files by where they lie. */
const external = [
  "@arethetypeswrong/core",
  "axe-core",
  "esbuild",
  "playwright-core",
  "publint",
  "ts-morph",
  "tsx",
  "typescript",
];

/**
 * Makes all test files into modules that share what they import, in one pass: started one by one through tsx, each compiles
 * hundreds of files again. Nothing is left out for not being used, so that the coverage counts it.
 * @param files relative to the root; one with a comment `// Not bundled: why` is left to tsx
 * @returns undefined when one of them, or what it imports, does not compile
 */
export async function bundleTests(root: string, files: readonly string[]): Promise<TestBundle | undefined> {
  const parent = join(root, "node_modules/.cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "tests-"));
  try {
    const { metafile } = await build({
      ...moduleOptions,
      absWorkingDir: root,
      entryPoints: files.filter((file) => !/^\/\/ Not bundled: /m.test(readFileSync(join(root, file), "utf8"))),
      outbase: root,
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      splitting: true,
      chunkNames: "chunks/[hash]",
      treeShaking: false,
      ignoreAnnotations: true,
      sourcemap: "linked",
      sourcesContent: false,
      metafile: true,
      logLevel: "silent",
      external,
    });
    return { folder, outputs: metafile.outputs };
  } catch {
    return undefined;
  }
}

/** What tests start as processes of their own: the programs of packages, scripts that are started by name. */
export function findPrograms(root: string): string[] {
  const scripts = ["scripts", "scripts/github"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name}`),
  );
  const programs = readdirSync(join(root, "packages")).map((name) => `packages/${name}/src/bin.ts`);
  const others = ["tests/zoned-time/print-quarter-hours.ts"];
  return [...scripts, ...programs.filter((path) => existsSync(join(root, path))), ...others];
}
