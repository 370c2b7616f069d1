// Stryker's build step, run in the copy: the tests and what they test become one module, which loads in a fraction of the
// time that loading the sources one by one takes. Every mutant is in it, switched on by a variable.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = "tests/orchestrator";
const collector = fileURLToPath(new URL("collect-tests.mjs", import.meta.url));
const pattern = /^(decide|exactly-once|send-once)\b.*\.test\.ts$/;
const files = readdirSync(folder).filter((name) => pattern.test(name));
// What the program loads on demand is loaded at once: a mutant in what a module does on loading needs a process of its own,
// and Stryker must see that.
const sources = readdirSync("packages/orchestrator/src", { recursive: true })
  .filter((path) => path.endsWith(".ts") && path !== "bin.ts")
  .map((path) => `packages/orchestrator/src/${path}`);
const lines = [
  ...[...sources, ...files.map((name) => `${folder}/${name}`)].map((path) => `import "./${path}";`),
  'export { tests } from "uvu";',
];
writeFileSync("mutation-tests.ts", lines.map((line) => `${line}\n`).join(""));

const inPlaceOfUvu = {
  name: "collect-tests",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^uvu$/ }, () => ({ path: collector }));
    // A helper finds files by its own place, which a bundle does not keep.
    onLoad({ filter: /\/tests\/helpers\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
      loader: "ts",
    }));
  },
};

await build({
  entryPoints: ["mutation-tests.ts"],
  outfile: "mutation-tests.mjs",
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  logLevel: "warning",
  plugins: [inPlaceOfUvu],
  // CommonJS packages inside the bundle call `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
