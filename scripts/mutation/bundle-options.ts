// How the tests that judge mutants become one module: for Stryker's build step, and to know which files it is made from.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";
import { moduleOptions } from "../bundle/module-options.ts";

const folder = "tests/orchestrator";
const collector = fileURLToPath(new URL("collect-tests.mjs", import.meta.url));
const pattern = /^(decide|exactly-once|send-once)\b.*\.test\.ts$/;

const inPlaceOfUvu: Plugin = {
  name: "collect-tests",
  setup({ onResolve }) {
    onResolve({ filter: /^uvu$/ }, () => ({ path: collector }));
  },
};

/** @param root of the repository or of its copy */
export function bundleOptions(root: string) {
  const files = readdirSync(join(root, folder)).filter((name) => pattern.test(name));
  // What the program loads on demand is loaded at once: a mutant in what a module does on loading needs a process of its
  // own, and Stryker must see that.
  const sources = readdirSync(join(root, "packages/orchestrator/src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && path !== "bin.ts")
    .map((path) => `packages/orchestrator/src/${path}`);
  const lines = [
    ...[...sources, ...files.map((name) => `${folder}/${name}`)].sort().map((path) => `import "./${path}";`),
    'export { tests } from "uvu";',
  ];
  return {
    absWorkingDir: root,
    stdin: { contents: lines.map((line) => `${line}\n`).join(""), resolveDir: root, sourcefile: "mutation-tests.ts" },
    ...moduleOptions,
    outfile: "mutation-tests.mjs",
    logLevel: "warning",
    plugins: [inPlaceOfUvu, ...moduleOptions.plugins],
  } satisfies BuildOptions;
}
