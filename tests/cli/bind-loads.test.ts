import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// What a command loads, as the bundle that is published has it: at its start all that its module imports statically.

const test = suite("what a command loads");
const root = fileURLToPath(new URL("../..", import.meta.url));

const pins = "packages/pins/src/index.ts";
const never: Follow = () => false;

/** Whether what begins at an entry is followed, though it is loaded later: its path, as far as it is a module of ours. */
type Follow = (entry: string) => boolean;

async function loadedBy(entry: string, followsLater: Follow = never): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: [entry], outdir: "unwritten", bundle: true, splitting: true, write: false },
    ...{ platform: "node", format: "esm", metafile: true, logLevel: "silent", external: ["esbuild", "ts-morph"] },
  });
  const [main] = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint === entry);
  const seen = new Set<string>(main ? [main[0]] : []);
  const inputs: string[] = [];
  for (const path of seen) {
    const output = metafile.outputs[path];
    if (!output) inputs.push(path);
    inputs.push(...Object.keys(output?.inputs ?? {}));
    for (const { path: imported, kind } of output?.imports ?? []) {
      const isFollowed =
        kind === "import-statement" || followsLater(metafile.outputs[imported]?.entryPoint ?? imported);
      if (isFollowed) seen.add(imported);
    }
  }
  return inputs;
}

const network = /octokit|packages\/github\/|(?:git|rest)-reader|read-registry|node:(?:http|child_process)/;
const importing = /packages\/importer\/|node_modules\/prettier\//;
const compiling = /node_modules\/yaml\/|@actions\/workflow-parser|packages\/(?:analyzer|dsl|yaml-io)\/|^esbuild$/;

test("the program itself loads neither a command nor what compiles", async () => {
  const inputs = await loadedBy("packages/cli/src/bin.ts");
  assert.ok(inputs.includes("packages/cli/src/run-yardmaster.ts"));
  const heavy = (path: string) =>
    compiling.test(path) || network.test(path) || /packages\/(?:pins|codegen|importer)\/|cli\/src\/commands/.test(path);
  assert.equal(inputs.filter(heavy), []);
});
for (const command of ["gen", "check"]) {
  const entry = `packages/cli/src/commands/${command}.ts`;
  test(`${command} loads nothing for the network and no ts-morph, neither at its start nor later`, async () => {
    const inputs = await loadedBy(entry, (path) => path !== pins); // what GitHub's own lock needs is below
    assert.ok(inputs.length > 50, "the bundle was read");
    assert.ok(inputs.includes("packages/compiler/src/passes/run-passes.ts") && inputs.includes("esbuild"));
    const heavy = inputs.filter(
      (path) => /ts-morph|octokit|packages\/(?:github|codegen|pins)\//.test(path) || importing.test(path),
    );
    assert.equal(heavy, []);
  });
  test(`${command} begins before it loads what compiles`, async () => {
    const inputs = await loadedBy(entry);
    assert.ok(inputs.includes("packages/compiler/src/compile.ts"));
    assert.equal(
      inputs.filter((path) => compiling.test(path)),
      [],
    );
  });
}
test("bind without actions loads ts-morph, and nothing for the network", async () => {
  const inputs = await loadedBy("packages/cli/src/commands/bind/bind.ts");
  assert.equal(
    inputs.filter((path) => network.test(path)),
    [],
  );
  assert.ok(inputs.includes("ts-morph"));
});
test("what is loaded for GitHub's own lock has nothing for the network, and no ts-morph", async () => {
  const inputs = await loadedBy(pins);
  assert.ok(inputs.includes("packages/pins/src/adopt/check-github-lock.ts"));
  assert.equal(
    inputs.filter((path) => path === "ts-morph" || network.test(path)),
    [],
  );
});
test("bind with actions loads what reads servers, when it begins to", async () => {
  const inputs = await loadedBy("packages/cli/src/commands/bind/bind-actions.ts", () => true);
  assert.ok(inputs.some((path) => path.includes("octokit")));
  assert.match(
    readFileSync(`${root}/packages/cli/src/commands/bind/bind.ts`, "utf8"),
    'await import("./bind-actions.ts")',
  );
});
for (const command of ["lint/lint", "where/where", "bind/bind", "adopt/adopt", "graph/graph"]) {
  test(`${command.replace(/.*\//, "")} loads neither the importer nor Prettier, neither at its start nor later`, async () => {
    const inputs = await loadedBy(`packages/cli/src/commands/${command}.ts`, () => true);
    assert.ok(inputs.length > 5, "the bundle was read");
    assert.equal(
      inputs.filter((path) => importing.test(path)),
      [],
    );
  });
}
test("init loads the importer only where it imports, and nothing for the network", async () => {
  const inputs = await loadedBy("packages/cli/src/commands/init/init.ts");
  assert.ok(inputs.includes("packages/cli/src/commands/init/plan-init.ts"));
  const heavy = inputs.filter((path) => importing.test(path) || network.test(path));
  assert.equal(heavy, []);
});
test("import loads the importer when it has found files", async () => {
  const entry = "packages/cli/src/commands/import/import.ts";
  const atOnce = (await loadedBy(entry)).filter((path) => importing.test(path) || network.test(path));
  assert.equal(
    atOnce.filter((path) => path !== "node:child_process"),
    [],
  );
  const later = await loadedBy(entry, () => true);
  assert.ok(later.includes("packages/importer/src/imports/import-files.ts"));
});
test.run();
