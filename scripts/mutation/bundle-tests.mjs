// Stryker's build step, run in the copy: the decide tests and what they test become one file, which starts in a fraction
// of the time that loading the sources one by one takes. Every mutant is in it, switched on by a variable.
import { readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const folder = "tests/orchestrator";
const files = readdirSync(folder).filter((name) => /^decide-.*\.test\.ts$/.test(name));
writeFileSync("mutation-tests.ts", files.map((name) => `import "./${folder}/${name}";\n`).join(""));

await build({
  entryPoints: ["mutation-tests.ts"],
  outfile: "mutation-tests.mjs",
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  logLevel: "warning",
  // CommonJS packages inside the bundle call `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
