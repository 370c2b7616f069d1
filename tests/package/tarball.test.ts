import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readMarkdownPage } from "../../scripts/check-docs/markdown-page.ts";
import { differingTarballs } from "../../scripts/package/differing-tarballs.ts";
import { findRepository } from "../../scripts/package/find-repository.ts";
import { judgeTarball } from "../../scripts/package/judge-tarball.ts";
import { linkAbsolutely } from "../../scripts/package/link-absolutely.ts";
import { printLicences } from "../../scripts/package/print-licences.ts";
import { printManifest } from "../../scripts/package/print-manifest.ts";
import { publishedPackages } from "../../scripts/package/published-packages.ts";
import { replaceImports } from "../../scripts/package/replace-imports.ts";
import { installPackage, packedTarballs, packInto, writeFiles } from "../helpers/packed.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const test = suite("the tarballs");
const folders = new Map<string, string>();
test.before(() => {
  for (const { name } of publishedPackages) folders.set(name, installPackage(name));
});
test.after(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

const placeOf = (name: string): string => join(folders.get(name) ?? "", "node_modules", name);
/** Paths below the package, with forward slashes. */
function filesOf(name: string): readonly string[] {
  const visit = (path: string): readonly string[] =>
    readdirSync(join(placeOf(name), path), { withFileTypes: true }).flatMap((entry) => {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      return entry.isDirectory() ? visit(below) : [below];
    });
  return visit("").toSorted();
}
const read = (name: string, path: string): string => readFileSync(join(placeOf(name), path), "utf8");

test("of two builds differ where bytes do, or where one has another tarball", () => {
  const built = (filename: string, sha256: string) => ({ filename, sha256 });
  const first = [built("a.tgz", "1"), built("b.tgz", "2")];
  assert.equal(differingTarballs(first, [built("b.tgz", "2"), built("a.tgz", "1")]), []);
  assert.equal(differingTarballs(first, [built("a.tgz", "1"), built("b.tgz", "3")]), ["b.tgz"]);
  assert.equal(differingTarballs(first, [built("a.tgz", "1")]), ["b.tgz"]);
  assert.equal(differingTarballs(first, [...first, built("c.tgz", "4")]), ["c.tgz"]);
});

test("hold what people and programs look for", () => {
  const files = filesOf("yardmaster");
  for (const path of ["README.md", "LICENSE", "CHANGELOG.md", "THIRD-PARTY-LICENCES.md", "bin/yardmaster.mjs"]) {
    assert.ok(files.includes(path), path);
  }
  const others = files.filter((path) => !/^(?:dist\/(?:chunk-\w+\.mjs$|types\/)|docs\/)/.test(path));
  assert.equal(others, [
    ...["CHANGELOG.md", "LICENSE", "README.md", "THIRD-PARTY-LICENCES.md", "bin/yardmaster.mjs", "dist/api.mjs"],
    ...[
      "dist/index.mjs",
      "dist/language-facade.mjs",
      "dist/language.cjs",
      "dist/language.json",
      "dist/lint-worker.mjs",
      "dist/map.js",
    ],
    ...["dist/program.json", "dist/testing.mjs", "dist/yardmaster.mjs", "llms.txt", "package.json"],
    "skills/yardmaster/SKILL.md",
  ]);
  assert.is(read("yardmaster", "docs/install.md"), readFileSync(join(root, "docs/install.md"), "utf8"));
  const own = ["bin/rc.mjs", "CHANGELOG.md", "LICENSE", "README.md", "THIRD-PARTY-LICENCES.md", "package.json"];
  for (const path of own) assert.ok(filesOf("yardmaster-orchestrator").includes(path), path);
  const schemas = filesOf("yardmaster-orchestrator").filter((path) => path.startsWith("schemas/"));
  assert.equal(schemas, [
    "schemas/decision.schema.json",
    "schemas/dispatch-log.schema.json",
    "schemas/orchestrator-tasks.schema.json",
  ]);
});
test("start by their bins, which npm can link", () => {
  for (const { name, program } of publishedPackages) {
    const path = `bin/${program.command}.mjs`;
    assert.match(read(name, path), /^#!\/usr\/bin\/env node\n/);
    if (process.platform !== "win32") assert.is(statSync(join(placeOf(name), path)).mode & 0o111, 0o111, path);
  }
});
test("name no workspace, no folder of a machine and no map of sources", () => {
  for (const { name } of publishedPackages) {
    assert.not.match(read(name, "package.json"), /"(?:workspace|file|link):|@yardmaster/);
    for (const path of filesOf(name)) {
      const text = read(name, path);
      assert.not.ok(text.includes(root.replace(/[\\/]$/, "")), `${path} has the place where it was built`);
      assert.not.match(text.slice(-500), /\n\/\/# sourceMappingURL=/, path);
      assert.not.match(text, /(?:from|import|require|resolve)\s*\(?\s*["']@yardmaster\//, path);
    }
  }
});
test("import nothing but themselves, Node and what the manifest lists", async () => {
  for (const { name } of publishedPackages) {
    const { dependencies = {} } = JSON.parse(read(name, "package.json"));
    const modules = filesOf(name).filter((path) => path.endsWith(".mjs") && path !== "dist/language-facade.mjs");
    const { metafile } = await build({
      absWorkingDir: placeOf(name),
      ...{ entryPoints: modules, outdir: "unwritten", bundle: true, write: false, metafile: true, logLevel: "silent" },
      ...{ platform: "node", format: "esm", external: Object.keys(dependencies) },
    });
    const outside = Object.values(metafile.inputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    assert.equal([...new Set(outside)].filter((path) => !isBuiltin(path)).sort(), Object.keys(dependencies), name);
  }
});
test("declare types that import nothing but themselves, Node and what the manifest lists", () => {
  const seen = new Set<string>();
  for (const path of filesOf("yardmaster").filter((each) => each.endsWith(".d.ts"))) {
    replaceImports(path, read("yardmaster", path), (specifier) => {
      if (!specifier.startsWith(".")) seen.add(specifier);
      else assert.match(specifier, /\.js$/, path);
      return specifier;
    });
  }
  assert.equal(
    [...seen].filter((name) => !isBuiltin(name)),
    ["esbuild"],
  );
});
test("have nothing held against them by publint and are-the-types-wrong", async () => {
  for (const [name, path] of packedTarballs()) assert.equal(await judgeTarball(path), [], name);
});
test("are the same bytes, wherever they are built", () => {
  const folder = mkdtempSync(join(root, "node_modules/.cache/packed-again-"));
  try {
    packInto(folder);
    for (const [name, path] of packedTarballs()) {
      const again =
        readdirSync(folder).find((file) => file.endsWith(".tgz") && file.replace(/-\d.*$/, "") === name) ?? "";
      assert.ok(readFileSync(join(folder, again)).equals(readFileSync(path)), name);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test("have manifests of which one version holds for all workspaces, and no library has two", () => {
  const versions = readdirSync(join(root, "packages")).map((name) => {
    const { version, dependencies = {} } = JSON.parse(
      readFileSync(join(root, "packages", name, "package.json"), "utf8"),
    );
    const own = Object.entries(dependencies).filter(([library]) => /^(?:@yardmaster\/|yardmaster$)/.test(library));
    return [version, ...own.map(([, wanted]) => wanted)];
  });
  const all = [...new Set(versions.flat())];
  assert.is(all.length, 1, all.join());
  for (const { name } of publishedPackages) assert.is(JSON.parse(read(name, "package.json")).version, all[0]);
});
test("say where their sources are, where that is known", () => {
  const [published] = publishedPackages;
  if (!published) throw new Error("Nothing is published.");
  const repository = "https://github.com/octo/yard";
  const manifest = JSON.parse(printManifest(root, published, { repository, dependencies: {} }));
  assert.equal(manifest.repository, { type: "git", url: "git+https://github.com/octo/yard.git" });
  assert.is(manifest.homepage, "https://github.com/octo/yard#readme");
  assert.is(manifest.bugs, "https://github.com/octo/yard/issues");
});
test("find where the sources are in the manifest, and else by what GitHub's runner says", () => {
  const folder = mkdtempSync(join(root, "node_modules/.cache/repository-"));
  const env = { GITHUB_SERVER_URL: "https://git.example.com", GITHUB_REPOSITORY: "octo/yard" };
  try {
    writeFiles(folder, { "package.json": "{}" });
    assert.is(findRepository(folder, env), "https://git.example.com/octo/yard");
    assert.is(findRepository(folder, { GITHUB_REPOSITORY: "octo/yard" }), "https://github.com/octo/yard");
    assert.is(findRepository(folder, {}), undefined);
    writeFiles(folder, { "package.json": '{ "repository": "https://github.com/octo/stated" }' });
    assert.is(findRepository(folder, env), "https://github.com/octo/stated");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test("have manifests that say whole how each is installed, started and imported", () => {
  const entry = (name: string) => ({ types: `./dist/types/yardmaster/${name}.d.ts`, default: `./dist/${name}.mjs` });
  const { version, license } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  const { dependencies } = JSON.parse(readFileSync(join(root, "packages/compiler/package.json"), "utf8"));
  const common = {
    ...{ version, license, type: "module", sideEffects: false, engines: { node: ">=20.19.0" } },
    publishConfig: { access: "public", provenance: true },
  };
  const manifestOf = (name: string) => {
    const { description, keywords, ...manifest } = JSON.parse(read(name, "package.json"));
    assert.ok(description.length > 20 && keywords.length > 2, name);
    return manifest;
  };
  assert.is(license, "MIT");
  assert.equal(manifestOf("yardmaster"), {
    ...{ ...common, name: "yardmaster", bin: { yardmaster: "bin/yardmaster.mjs" } },
    exports: {
      ...{ ".": entry("index"), "./api": entry("api"), "./testing": entry("testing") },
      "./package.json": "./package.json",
    },
    dependencies: { esbuild: dependencies.esbuild },
    peerDependencies: { typescript: ">=5.8" },
    peerDependenciesMeta: { typescript: { optional: true } },
  });
  assert.equal(manifestOf("yardmaster-orchestrator"), {
    ...{ ...common, name: "yardmaster-orchestrator", bin: { rc: "bin/rc.mjs" } },
    exports: { "./package.json": "./package.json" },
  });
});
test("have a README whose links lead to the repository, where that is known, and whose code stays", () => {
  const page = [
    "[a](docs/a.md#b) [b](./LICENSE) [c](#here) [d](https://example.com/x) [`e`](docs/e.md) `[f](f.md)` [g](mailto:g@example.com)",
    "```md\n[h](h.md)\n```",
    "[i](i.md)\n",
  ].join("\n\n");
  const to = "https://github.com/octo/yard/blob/HEAD";
  assert.is(
    linkAbsolutely(page, "https://github.com/octo/yard"),
    [
      `[a](${to}/docs/a.md#b) [b](${to}/LICENSE) [c](#here) [d](https://example.com/x) [\`e\`](${to}/docs/e.md) \`[f](f.md)\` [g](mailto:g@example.com)`,
      "```md\n[h](h.md)\n```",
      `[i](${to}/i.md)\n`,
    ].join("\n\n"),
  );
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const targets = (text: string) =>
    readMarkdownPage("README.md", text).links.map(({ target }) => target.replace(`${to}/`, ""));
  const linked = linkAbsolutely(readme, "https://github.com/octo/yard");
  assert.equal(targets(linked), targets(readme));
  assert.equal(
    readMarkdownPage("README.md", linked).links.filter(({ target }) => !/^https:|^#/.test(target)),
    [],
  );
  assert.is(read("yardmaster", "README.md"), readme, "without a repository it stays as it is");
});
test("carry the licence of every library that is in them, and are not built without one", () => {
  const text = read("yardmaster", "THIRD-PARTY-LICENCES.md");
  for (const library of ["@actions/expressions", "@octokit/openapi-types", "acorn", "prettier", "ts-morph", "yaml"]) {
    assert.match(text, new RegExp(`^## ${library} \\d`, "m"));
  }
  const sections = text.split(/^## (?=@?[\w.-]+(?:\/[\w.-]+)? \d)/m).slice(1);
  for (const section of sections) assert.ok(section.length > 400, section.slice(0, 200));
  const folder = mkdtempSync(join(root, "node_modules/.cache/unlicensed-"));
  try {
    const name = "node_modules/unlicensed";
    const bare = join(folder, name);
    for (const [manifest, reason] of [
      ['{ "name": "unlicensed", "version": "1.0.0", "license": "MIT" }', /comes without the text of its licence/],
      ['{ "name": "unlicensed", "version": "1.0.0" }', /names no licence/],
    ] as const) {
      writeFiles(bare, { "package.json": manifest });
      assert.throws(() => printLicences(folder, [`${name}/index.js`]), reason);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test.run();
