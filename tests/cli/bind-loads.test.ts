import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// What a command loads at its start, as the bundle that is published has it: everything that its module imports statically.

const test = suite("what a command loads");
const root = fileURLToPath(new URL("../..", import.meta.url));

async function loadedBy(entry: string, isLater = false): Promise<readonly string[]> {
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
      if (kind === "import-statement" || isLater) seen.add(imported);
    }
  }
  return inputs;
}

for (const command of ["gen", "check"]) {
  test(`${command} loads nothing for the network, and no ts-morph`, async () => {
    const inputs = await loadedBy(`packages/cli/src/commands/${command}.ts`);
    assert.ok(inputs.length > 50, "the bundle was read");
    const heavy = inputs.filter((path) => /ts-morph|octokit|packages\/(?:github|codegen|pins)\//.test(path));
    assert.equal(heavy, []);
  });
}
test("bind without actions loads ts-morph, and nothing for the network", async () => {
  const inputs = await loadedBy("packages/cli/src/commands/bind/bind.ts");
  assert.equal(
    inputs.filter((path) =>
      /octokit|packages\/github\/|(?:git|rest)-reader|read-registry|node:(?:http|child_process)/.test(path),
    ),
    [],
  );
  assert.ok(inputs.includes("ts-morph"));
});
test("what is loaded for GitHub's own lock has nothing for the network, and no ts-morph", async () => {
  const inputs = await loadedBy("packages/pins/src/index.ts");
  assert.ok(inputs.includes("packages/pins/src/adopt/check-github-lock.ts"));
  assert.equal(
    inputs.filter((path) => /ts-morph|octokit|packages\/github\/|(?:git|rest)-reader|read-registry/.test(path)),
    [],
  );
});
test("bind with actions loads what reads servers, when it begins to", async () => {
  const inputs = await loadedBy("packages/cli/src/commands/bind/bind-actions.ts", true);
  assert.ok(inputs.some((path) => path.includes("octokit")));
  assert.match(
    readFileSync(`${root}/packages/cli/src/commands/bind/bind.ts`, "utf8"),
    'await import("./bind-actions.ts")',
  );
});
test.run();
