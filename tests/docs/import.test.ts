import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHeader } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { importPairs, inRepository, replaceModule } from "./import-fences.ts";

// Each module that stands below the YAML that it was imported from is what import makes of it, on whatever page.

const test = suite("examples of import");
const isUpdating = process.env.UPDATE_EXPECTED === "1";
const { pages } = viewRepository(process.cwd());
const fences = pages.find(({ path }) => path === "docs/import.md")?.fences ?? [];
const examples = pages.map((page) => ({ page, pairs: importPairs(page) })).filter(({ pairs }) => pairs.length > 0);

test("stand on the page of import, and on each about moving from another generator", () => {
  const shown = examples.map(({ page }) => page.path);
  const expected = pages.filter(({ path }) => path === "docs/import.md" || /^docs\/migration\/(?!README)/.test(path));
  assert.ok(expected.length >= 7, `${expected.length} pages`);
  assert.equal(
    expected.filter(({ path }) => !shown.includes(path)).map(({ path }) => path),
    [],
  );
});
for (const { page, pairs } of examples) {
  // Each such module is `ts compile` as well, and TypeScript takes all of them in one run in documents.test.ts.
  const [argv, checked] =
    page.path === "docs/import.md" ? [["import"], ", types checked"] : [["import", "--no-types"], ""];
  test(`${page.path}: each module is what import makes of the file above it${checked}`, async () => {
    const files = Object.fromEntries(pairs.map(({ name, yaml }) => [`.github/workflows/${name}.yml`, yaml]));
    await inRepository(files, async ({ run, read }) => {
      const { code, stdout, stderr } = await run(argv, { showsTypes: true });
      assert.equal([code, stderr], [0, ""], stdout);
      for (const pair of pairs) {
        const imported = read(`workflows-src/${pair.name}.workflow.ts`);
        if (isUpdating) replaceModule(page.path, pair, imported);
        else assert.is(imported, pair.module, `line ${pair.line}`);
      }
    });
  });
}
const ofLibrary = pages.flatMap(({ path, fences }) =>
  fences.flatMap(({ language, meta, text }, index) =>
    language === "ts" && meta === "lib" ? [{ path, module: text, yaml: fences[index + 1]?.text }] : [],
  ),
);
test("modules of another library are shown on its page, too", () => {
  const shown = ofLibrary.map(({ path }) => path);
  assert.equal(shown, ["docs/import.md", "docs/migration/github-actions-workflow-ts.md"]);
});
for (const { path, module, yaml } of ofLibrary) {
  test(`${path}: a module of another library compiles as it is`, async () => {
    await inRepository({ "workflows-src/theirs.workflow.ts": `${module}\n` }, async ({ run, read }) => {
      assert.match((await run(["gen"])).stdout, /^created \.github\/workflows\/theirs\.yml\n1 file: 1 created/);
      assert.is(readHeader(read(".github/workflows/theirs.yml"))?.body, `\n${yaml}\n`);
    });
  });
}
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
