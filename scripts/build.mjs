// Bundles the two programs. Plain JavaScript: it runs before anything is built, on a bare Node.
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

await Promise.all(
  programs.map((program) =>
    build({
      absWorkingDir: root,
      entryPoints: { [program.name]: `packages/${program.package}/src/bin.ts` },
      outdir: `packages/${program.package}/dist`,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      chunkNames: "chunk-[hash]",
      platform: "node",
      target: "node20.19",
      format: "esm",
      minifySyntax: true,
      logLevel: "warning",
      external: program.external,
      banner,
    }),
  ),
);
