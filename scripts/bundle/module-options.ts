import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

const placeOf = "place-of:";

/** A module finds files by its own place, which a bundle does not keep: `import.meta.url` stays what it is in the source. */
const keepPlaces: Plugin = {
  name: "keep-places",
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
      const text = path.includes("/node_modules/") ? "" : readFileSync(path, "utf8");
      if (!text.includes("import.meta.url")) return undefined;
      return { contents: `${text}\nimport urlOfThisModule from "${placeOf}${path}";\n`, loader: "ts" };
    });
    onResolve({ filter: new RegExp(`^${placeOf}`) }, ({ path }) => ({
      path: path.slice(placeOf.length),
      namespace: "place",
    }));
    onLoad({ filter: /./, namespace: "place" }, ({ path }) => ({
      contents: `export default ${JSON.stringify(pathToFileURL(path).href)};`,
    }));
  },
};

/** How modules of this repository become ones that Node loads without a compiler: for tests and for the judging of mutants. */
export const moduleOptions = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  define: { "import.meta.url": "urlOfThisModule" },
  plugins: [keepPlaces],
  // CommonJS packages inside the bundle call `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
} satisfies BuildOptions;
