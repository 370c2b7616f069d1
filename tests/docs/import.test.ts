import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHeader } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { makeRepository, type TestRepository } from "../cli/repository.ts";

// docs/import.md: each module stands below the YAML that it was imported from, and is what import makes of it.

const test = suite("docs/import.md");
const fences = viewRepository(process.cwd()).pages.find(({ path }) => path === "docs/import.md")?.fences ?? [];
const pairs = fences.flatMap(({ language, meta, text, line }, index) => {
  const name = language === "yaml" ? /^import (\S+)$/.exec(meta)?.[1] : undefined;
  const next = fences[index + 1];
  return name !== undefined && next?.language === "ts"
    ? [{ name, line, yaml: `${text}\n`, module: `${next.text}\n` }]
    : [];
});

async function inRepository(
  content: Readonly<Record<string, string>>,
  act: (repository: TestRepository) => Promise<void>,
): Promise<void> {
  const repository = makeRepository(content);
  try {
    repository.remove("node_modules");
    symlinkSync(join(process.cwd(), "node_modules"), join(repository.root, "node_modules"));
    await act(repository);
  } finally {
    repository.dispose();
  }
}

test("shows a file beside its module", () => assert.ok(pairs.length >= 1, `${pairs.length} pairs`));
for (const { name, line, yaml, module } of pairs) {
  test(`line ${line}: the module is what import makes of the file, types checked`, async () => {
    const settings = { "tsconfig.json": readFileSync("tsconfig.json", "utf8") };
    await inRepository({ ...settings, [`.github/workflows/${name}.yml`]: yaml }, async ({ run, read }) => {
      const { code, stdout, stderr } = await run(["import"], { showsTypes: true });
      assert.equal([code, stderr], [0, ""], stdout);
      assert.is(read(`workflows-src/${name}.workflow.ts`), module);
    });
  });
}
test("a module of another library compiles as it is", async () => {
  const at = fences.findIndex(({ language, meta }) => language === "ts" && meta === "lib");
  await inRepository({ "workflows-src/theirs.workflow.ts": `${fences[at]?.text}\n` }, async ({ run, read }) => {
    assert.is((await run(["gen"])).stdout, "created .github/workflows/theirs.yml\n1 file: 1 created\n");
    const body = readHeader(read(".github/workflows/theirs.yml"))?.body;
    assert.is(body, `\n${fences[at + 1]?.text}\n`);
  });
});
test("the example of the library runs, and prints what stands below it", () => {
  const at = fences.findIndex(({ text }) => text.includes("importWorkflow"));
  const cache = join(process.cwd(), "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "import-example-"));
  try {
    writeFileSync(join(folder, "example.mts"), `${fences[at]?.text}\n`);
    const argv = ["--import", import.meta.resolve("tsx"), join(folder, "example.mts")];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8", timeout: 60_000 });
    assert.equal([status, stderr], [0, ""]);
    assert.is(stdout, `${fences[at + 1]?.text}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test.run();
