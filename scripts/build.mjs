// Bundles the two programs. Plain JavaScript: it runs before anything is built, on a bare Node.
import { hash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version as bundlerVersion } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** CommonJS packages inside the bundles call `require`, which an ES module does not have. */
const banner = {
  js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
};

const programs = [
  { package: "cli", name: "yardmaster", external: ["esbuild", "ts-morph"], threads: ["lint-worker"] },
  { package: "orchestrator", name: "rc", external: [] },
];

/** What is no module of a program and stays in its folder. */
const besides = ["language.cjs", "language-facade.mjs", "language.json", "program.json"];
const languageFolder = "packages/cli/dist";

await Promise.all([...programs.map(buildProgram), buildLanguage()]);
await writeDigest();

async function buildProgram(program) {
  const folder = `packages/${program.package}/dist`;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      [program.name]: `packages/${program.package}/src/bin.ts`,
      ...Object.fromEntries(
        (program.threads ?? []).map((name) => [name, `packages/${program.package}/src/${name}.ts`]),
      ),
    },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    chunkNames: "chunk-[hash]",
    platform: "node",
    target: "node20.19",
    format: "esm",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: "warning",
    external: program.external,
    banner,
  });
  // Chunks of earlier builds go last: a program that is running still finds the ones it began with.
  const current = new Set([...Object.keys(metafile.outputs).map((path) => basename(path)), ...besides]);
  const old = (await readdir(join(root, folder))).filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(join(root, folder, name), { force: true })));
}

/**
 * The language, so that no run has to bundle it: `language.cjs`; what stands for it in the bundle of the sources, with the
 * same exports; and what it was made from, by which a run tells whether it still is the language beside the sources.
 */
async function buildLanguage() {
  const options = {
    absWorkingDir: root,
    entryPoints: ["packages/yardmaster/src/index.ts"],
    bundle: true,
    platform: "node",
    target: "node20.19",
    charset: "utf8",
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    metafile: true,
    logLevel: "warning",
  };
  const [program, { metafile }] = await Promise.all([
    build({ ...options, format: "cjs", outfile: "language.cjs" }),
    build({ ...options, format: "esm", outfile: "language.mjs" }),
  ]);
  const names = Object.values(metafile.outputs)[0].exports.sort();
  const lines = names.map((name) => `export const ${name} = yardmasterLanguage.${name};\n`);
  const inputs = Object.keys(metafile.inputs).sort();
  const contents = await Promise.all(inputs.map((path) => readFile(join(root, path), "utf8")));
  const manifest = {
    inputs: inputs.map((path) => relative(languageFolder, path).replaceAll("\\", "/")),
    digest: hash("sha256", contents.join("\0")),
  };
  await mkdir(join(root, languageFolder), { recursive: true });
  await Promise.all([
    writeFile(join(root, languageFolder, "language.cjs"), program.outputFiles[0].text),
    writeFile(join(root, languageFolder, "language-facade.mjs"), lines.join("")),
    writeFile(join(root, languageFolder, "language.json"), JSON.stringify(manifest)),
  ]);
}

/** By which what is remembered of a run is told from another program's. */
async function writeDigest() {
  const folder = join(root, languageFolder);
  const names = (await readdir(folder)).filter((name) => name !== "program.json").sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const digest = hash("sha256", [bundlerVersion, ...names, ...contents].join("\0"));
  await writeFile(join(folder, "program.json"), JSON.stringify({ digest }));
}
