import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";

/** Lines that a newcomer sees without scrolling far. */
const firstScreenLines = 60;
const quickStart = ["npm ci && npm run gen:workflows", "npm cit"];

const test = suite("README");

test("shows the two commands in its first screen", () => {
  const readme = viewRepository(process.cwd()).pages.find((page) => page.path === "README.md");
  const fence = readme?.fences.find((each) => /^quick start/i.test(each.heading));
  assert.ok(fence, "There is no fenced block below a heading Quick start.");
  assert.is(fence.language, "sh");
  assert.ok(fence.line <= firstScreenLines, `It begins on line ${fence.line}.`);
  const commands = fence.text.split("\n").map((line) => line.replace(/\s*#.*/, ""));
  assert.equal(
    commands.filter((line) => line !== ""),
    quickStart,
  );
});

test("gives .ci/run the same two commands to execute", () => {
  const result = spawnSync("bash", [".ci/run", "--list-readme-commands"], { encoding: "utf8", timeout: 10_000 });
  assert.equal(
    { exitCode: result.status, stdout: result.stdout },
    { exitCode: 0, stdout: `${quickStart.join("\n")}\n` },
  );
});

test.run();
