// Bundles the two programs. Plain JavaScript: it runs before anything is built, on a bare Node.
import { hash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, version as bundlerVersion } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * `--package FOLDER`: for `npm run package`. The programs are written below that folder, absolute or from the root, one folder for
 * each name; nothing is linked to this repository; and `inputs.json` there lists the modules that each is made of.
 */
const { values } = parseArgs({ options: { package: { type: "string" } } });
const packageFolder = values.package;

/** CommonJS packages inside the bundles call `require`, which an ES module does not have. */
const banner = {
  js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
};

const programs = [
  {
    package: "cli",
    name: "yardmaster",
    published: "yardmaster",
    hasLanguage: true,
    // What other programs import: they share their modules with the command.
    libraries: ["api", "testing"],
    threads: ["lint-worker"],
    external: packageFolder === undefined ? ["esbuild", "ts-morph"] : ["esbuild"],
  },
  { package: "orchestrator", name: "rc", published: "yardmaster-orchestrator", external: [] },
];

/** What is no module of a program and stays in its folder. */
const besides = ["index.mjs", "language.cjs", "language-facade.mjs", "language.json", "map.js", "program.json"];
const languageFolder = folderOf(programs[0]);

const [language, ...made] = await Promise.all([buildLanguage(), ...programs.map(buildProgram), buildPage()]);
await writeDigest();
if (packageFolder !== undefined) await writeInputs();

function folderOf(program) {
  return packageFolder === undefined
    ? `packages/${program.package}/dist`
    : join(packageFolder, program.published, "dist");
}

async function buildProgram(program) {
  const folder = folderOf(program);
  const own = [program.name, ...(program.threads ?? [])];
  const source = (name) => `packages/${program.package}/src/${name === program.name ? "bin" : name}.ts`;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries([
      ...own.map((name) => [name, source(name)]),
      ...(program.libraries ?? []).map((name) => [name, `packages/yardmaster/src/${name}.ts`]),
    ]),
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
    define: { __filename: "import.meta.filename", __dirname: "import.meta.dirname" },
    banner,
  });
  // Chunks of earlier builds go last: a program that is running still finds the ones it began with.
  const current = new Set([...Object.keys(metafile.outputs).map((path) => basename(path)), ...besides]);
  const old = (await readdir(join(root, folder))).filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(join(root, folder, name), { force: true })));
  return metafile;
}

/**
 * The language by itself: as `index.mjs` for whoever imports it, and so that no run has to bundle it as `language.cjs`; what stands
 * for that in the bundle of the sources, with the same exports; and what it was made from, by which a run tells whether it still is
 * the language beside the sources: its modules, and in a package what is shipped of them.
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
  const [program, module] = await Promise.all([
    build({ ...options, format: "cjs", outfile: "language.cjs" }),
    build({ ...options, format: "esm", outfile: "index.mjs" }),
  ]);
  const { metafile } = module;
  await mkdir(join(root, languageFolder), { recursive: true });
  const write = (name, text) => writeFile(join(root, languageFolder, name), text);
  // A bundle of the sources takes this in where the other does not do.
  await write("index.mjs", module.outputFiles[0].text);
  const names = Object.values(metafile.outputs)[0].exports.sort();
  const lines = names.map((name) => `export const ${name} = yardmasterLanguage.${name};\n`);
  const inputs =
    packageFolder === undefined ? Object.keys(metafile.inputs).sort() : [join(languageFolder, "index.mjs")];
  const contents = await Promise.all(inputs.map((path) => readFile(join(root, path), "utf8")));
  const manifest = {
    inputs: inputs.map((path) => relative(languageFolder, path).replaceAll("\\", "/")),
    digest: hash("sha256", contents.join("\0")),
  };
  await Promise.all([
    write("language.cjs", program.outputFiles[0].text),
    write("language-facade.mjs", lines.join("")),
    write("language.json", JSON.stringify(manifest)),
  ]);
  return metafile;
}

/** The script of the page that `graph --html` writes: our own modules alone. */
async function buildPage() {
  await build({
    absWorkingDir: root,
    entryPoints: ["packages/cli/page/map.ts"],
    outfile: join(languageFolder, "map.js"),
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    charset: "utf8",
    minify: true,
    logLevel: "warning",
  });
}

/** By which what is remembered of a run is told from another program's. */
async function writeDigest() {
  const folder = join(root, languageFolder);
  const names = (await readdir(folder)).filter((name) => name !== "program.json").sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const digest = hash("sha256", [bundlerVersion, ...names, ...contents].join("\0"));
  await writeFile(join(folder, "program.json"), JSON.stringify({ digest }));
}

async function writeInputs() {
  const modules = (...metafiles) => [...new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)))].sort();
  const inputs = programs.map(({ published, hasLanguage }, index) => [
    published,
    modules(made[index], ...(hasLanguage ? [language] : [])),
  ]);
  await writeFile(join(root, packageFolder, "inputs.json"), JSON.stringify(Object.fromEntries(inputs)));
}
