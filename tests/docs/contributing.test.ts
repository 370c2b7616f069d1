import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Fence, readMarkdownPage } from "../../scripts/check-docs/markdown-page.ts";
import { copyRepository } from "./repository-copy.ts";

// CONTRIBUTING.md: its walks are done word for word in a copy of the repository. A block that names a file is that file, or a
// change of it; a block of `sh` is run.

const page = readMarkdownPage("CONTRIBUTING.md", readFileSync("CONTRIBUTING.md", "utf8"));
const walks = ["Add a rule", "Add a key", "Add a command"];
const fences = page.fences.filter(({ heading }) => walks.includes(heading));
const test = suite("CONTRIBUTING.md");

const folder = realpathSync(mkdtempSync(join(tmpdir(), "contributing-")));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const testing = "npm test -- ";
const written = fences.filter(({ language }) => language === "sh").flatMap(({ text }) => text.split("\n"));
// What stands in several walks is run once, where it stands last. So are tests, which build the programs first.
const parts = written.flatMap((command) => (command.startsWith(testing) ? [command.slice(testing.length)] : []));
const commands = written
  .map((command) => (command.startsWith(testing) ? testing + parts.join(" ") : command))
  .filter((command, index, all) => all.lastIndexOf(command) === index);

test("has the three walks, each with files, changes and commands", () => {
  for (const walk of walks) {
    const own = fences.filter(({ heading }) => heading === walk);
    assert.ok(own.filter(isFile).length >= 1 && own.filter(isChange).length >= 1, walk);
    assert.ok(
      own.some(({ language, text }) => language === "sh" && text.includes(testing)),
      walk,
    );
  }
});
test("applies to the repository as it is", () => {
  copyRepository(process.cwd(), folder);
  for (const fence of fences.filter(isFile)) {
    assert.not.ok(existsSync(join(folder, fence.meta)), `${fence.meta} is there already.`);
    mkdirSync(dirname(join(folder, fence.meta)), { recursive: true });
    writeFileSync(join(folder, fence.meta), `${fence.text}\n`);
  }
  for (const fence of fences.filter(isChange)) {
    const path = join(folder, fence.meta);
    const [before, after] = ["+", "-"].map((left) => linesWithout(fence.text, left));
    const parts = readFileSync(path, "utf8").split(before ?? "");
    assert.is(
      parts.length,
      2,
      `Line ${fence.line}: what is changed stands ${parts.length - 1} times in ${fence.meta}.`,
    );
    writeFileSync(path, parts.join(after));
  }
});
for (const command of commands) {
  test(`\`${command}\``, () => {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
      cwd: folder,
      encoding: "utf8",
      timeout: 300_000,
      env: { ...process.env, NODE_V8_COVERAGE: "", TEST_BUNDLE: "", CI: "" },
    });
    assert.is(status, 0, `${stdout}${stderr}`.slice(-4000));
    if (command.startsWith(testing)) assert.match(stdout, /^\d+ passed, 0 failed$/m);
    if (!command.includes(" help ")) return;
    const shown = fences.find(({ language }) => language === "text")?.text.split("\n") ?? [];
    const said = stdout.split("\n");
    assert.equal(
      said.filter((line) => line !== "" && shown.includes(line)),
      shown.filter((line) => line !== ""),
      stdout,
    );
  });
}
test.run();

function isFile({ language, meta }: Fence): boolean {
  return meta !== "" && (language === "ts" || language === "markdown");
}

function isChange({ language, meta }: Fence): boolean {
  return meta !== "" && language === "diff";
}

/** The lines of a change without those that begin with a sign, as whole lines. */
function linesWithout(change: string, sign: string): string {
  const kept = change.split("\n").filter((line) => !line.startsWith(sign));
  return kept.map((line) => `\n${line.slice(1)}`).join("");
}
