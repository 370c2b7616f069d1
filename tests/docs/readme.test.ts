import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { makeRepository } from "../cli/repository.ts";
import { installPackage, writeFiles } from "../helpers/packed.ts";
import { importPairs, replaceModule } from "./import-fences.ts";
import { followPage, makePrograms } from "./page-session.ts";

/** Lines that a newcomer sees without scrolling far. */
const firstScreenLines = 40;
const workingOnIt = ["npm ci && npm run gen:workflows", "npm cit"];

const test = suite("README");
const readme = viewRepository(process.cwd()).pages.find((page) => page.path === "README.md");
assert.ok(readme, "There is no README.");

test("shows a user how to install and begin in its first screen", () => {
  const [fence] = readme.fences;
  assert.ok(fence);
  assert.is(fence.heading, "Install");
  assert.is(fence.text, "npm install --save-dev yardmaster typescript\nnpx yardmaster init");
  assert.ok(fence.line <= firstScreenLines, `It begins on line ${fence.line}.`);
});
test("says that nothing is on npm as long as no version is released, and names the tarball that is made", () => {
  const isReleased = /^## \[?\d/m.test(readFileSync("CHANGELOG.md", "utf8"));
  assert.is(readme.text.includes("No release is on npm yet."), !isReleased);
  const { version } = JSON.parse(readFileSync("packages/yardmaster/package.json", "utf8"));
  assert.equal(
    [...readme.text.matchAll(/yardmaster-([\d.]+)\.tgz/g)].map(([, named]) => named),
    [version],
  );
});
test("shows what import, simulate, explain and adopt say, word for word, from init on", () => {
  const [pair] = importPairs(readme);
  assert.ok(pair);
  const folder = installPackage();
  try {
    makePrograms(folder);
    // There is nobody to answer the question of `init`.
    const followed = readme.fences.map((fence) => ({
      ...fence,
      text: fence.text.replace(/^npx yardmaster init$/m, "npx yardmaster init --yes"),
    }));
    writeFiles(folder, {
      "package.json": '{ "name": "shop", "private": true }\n',
      ".github/workflows/release.yml": pair.yaml,
    });
    followPage({ ...readme, fences: followed }, folder);
    const imported = readFileSync(`${folder}/workflows-src/release.workflow.ts`, "utf8");
    if (process.env.UPDATE_EXPECTED === "1") replaceModule("README.md", pair, imported);
    else assert.is(pair.module, imported);
    const { status, stdout } = spawnSync(process.execPath, ["node_modules/.bin/yardmaster", "check"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal([status, stdout], [0, "2 files: 2 in step; 0 findings\n"], "adopt leaves all in step");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test("lists every command of the program, in the order of its help", async () => {
  const block = readme.fences.find(({ heading }) => heading === "Commands")?.text ?? "";
  const listed = [...block.matchAll(/^npx yardmaster (\w+)/gm)].map(([, name]) => name);
  const repository = makeRepository({});
  const { stdout } = await repository.run(["--help"]);
  repository.dispose();
  assert.equal(
    listed,
    [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name),
  );
});
test("gives those who work on it two commands, and .ci/run the same to execute", () => {
  const fence = readme.fences.find((each) => each.heading === "Working on it");
  assert.ok(fence, "There is no block below the heading.");
  assert.is(fence.language, "sh");
  const commands = fence.text.split("\n").map((line) => line.replace(/\s*#.*/, ""));
  assert.equal(commands, workingOnIt);
  const result = spawnSync("bash", [".ci/run", "--list-readme-commands"], { encoding: "utf8", timeout: 10_000 });
  assert.equal(
    { exitCode: result.status, stdout: result.stdout },
    { exitCode: 0, stdout: `${workingOnIt.join("\n")}\n` },
  );
});

test.run();
