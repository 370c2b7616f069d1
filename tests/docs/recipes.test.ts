// Not bundled: it reads the documents of the repository.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRecipesFolder } from "../../scripts/recipes-folder.ts";

// docs/recipes/: a page beside each source. Sources, YAML and outputs on the pages are what the files and the commands say.

const folder = "docs/recipes";
const isUpdating = process.env.UPDATE_EXPECTED === "1";
const namesOf = (path: string, ending: string) =>
  readdirSync(path)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const pages = namesOf(folder, ".md").filter((name) => name !== "README");
const sources = namesOf(`${folder}/workflows-src`, ".workflow.ts");

// Made here and not in a hook: what `gen` says of a wrong recipe is then what is shown.
const root = makeRecipesFolder(process.cwd());
const test = suite(folder);
test.after(() => rmSync(root, { recursive: true, force: true }));

/** Sources are on the disk, and the day is one of the year's. */
async function run(cwd: string, argv: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const to = (stream: keyof typeof said) => ({
    write: (text: string) => {
      said[stream] += text;
    },
    isTerminal: false,
  });
  const now = () => new Date("2026-11-23T06:30:00Z");
  const code = await runYardmaster(argv, {
    cwd,
    env: {},
    stdout: to("stdout"),
    stderr: to("stderr"),
    files: nodeFiles,
    now,
  });
  return { code, ...said };
}

test("has a page for each source, a source for each page, and both in the index", () => {
  assert.equal(pages, sources);
  assert.is(pages.length, 20);
  const index = readFileSync(`${folder}/README.md`, "utf8");
  const listed = [...index.matchAll(/^\| \[([\w-]+)\]\(\1\.md\) \|/gm)].map(([, name = ""]) => name);
  assert.equal(listed.sort(), pages);
});

test("has sources without an error and without a warning, types included", async () => {
  const checked = await run(root, ["check"]);
  assert.equal([checked.code, checked.stderr], [0, ""]);
  assert.match(checked.stdout, /^\d+ files: \d+ in step; 0 findings\n$/);
});

test("has YAML in which the linter finds nothing", async () => {
  const linted = await run(root, ["lint", "--format", "json"]);
  assert.equal([linted.code, JSON.parse(linted.stdout).findings ?? JSON.parse(linted.stdout).diagnostics], [0, []]);
});

test("has bindings that are those of its lock", () => {
  const program = join(process.cwd(), "packages/cli/bin/yardmaster.mjs");
  const result = spawnSync(process.execPath, [program, "bind", "--check"], { cwd: folder, encoding: "utf8" });
  assert.is(result.status, 0, result.stderr);
});

const fences = {
  source: /^```ts source\n([\s\S]*?)^```$/m,
  output: /^```yaml output\n([\s\S]*?)^```$/m,
};

for (const name of pages) {
  test(`${name}: the page shows the source, the YAML and what commands print`, async () => {
    const path = `${folder}/${name}.md`;
    let page = readFileSync(path, "utf8");
    const yaml = readFileSync(join(root, `.github/workflows/${name}.yml`), "utf8");
    const expected = {
      source: readFileSync(`${folder}/workflows-src/${name}.workflow.ts`, "utf8"),
      output: yaml.slice(yaml.indexOf("\nname: ") + 1),
    };
    for (const part of ["source", "output"] as const) {
      const shown = fences[part].exec(page);
      assert.ok(shown, `${path} has no block "${part}"`);
      if (isUpdating) page = page.replace(shown[0], () => `${shown[0].split("\n")[0]}\n${expected[part]}\`\`\``);
      else assert.is(shown[1], expected[part]);
    }
    for (const [whole, line = "", output] of page.matchAll(/^```console\n\$ npx yardmaster (.*)\n([\s\S]*?)^```$/gm)) {
      const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
      const { stdout, stderr } = await run(root, words);
      assert.is.not(stdout, "", stderr);
      if (isUpdating)
        page = page.replace(whole, () => `\`\`\`console\n$ npx yardmaster ${line}\n\n${stdout.trim()}\n\`\`\``);
      else assert.is(output, `\n${stdout.trim()}\n`, line);
    }
    if (isUpdating) writeFileSync(path, page);
    assert.is(
      [...page.matchAll(/^```ts rejected: /gm)].length,
      1,
      "a page shows one mistake, which TypeScript refuses",
    );
  });
}

test.run();
