// Bundles the two programs. Plain JavaScript: it runs before anything is built, on a bare Node.
import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** CommonJS packages inside the bundles call `require`, which an ES module does not have. */
const banner = {
  js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
};

const programs = [
  { package: "cli", name: "yardmaster", external: ["esbuild", "ts-morph"] },
  { package: "orchestrator", name: "rc", external: [] },
];

await Promise.all(programs.map(buildProgram));

async function buildProgram(program) {
  const folder = `packages/${program.package}/dist`;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [program.name]: `packages/${program.package}/src/bin.ts` },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    chunkNames: "chunk-[hash]",
    platform: "node",
    target: "node20.19",
    format: "esm",
    minifySyntax: true,
    metafile: true,
    logLevel: "warning",
    external: program.external,
    banner,
  });
  // Chunks of earlier builds go last: a program that is running still finds the ones it began with.
  const current = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  const old = (await readdir(join(root, folder))).filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(join(root, folder, name), { force: true })));
}
