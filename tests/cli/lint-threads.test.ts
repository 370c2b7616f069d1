import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nodeWorkers } from "@yardmaster/compiler/host";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster lint of many files");

const wrong = (line: number) => `on:
  push:
${"    # a comment\n".repeat(line)}    branches: [main]
    branches-ignore: [old]
jobs: {a: {uses: ./.github/workflows/called.yml, with: {n: 1}}}
`;
const called =
  "on: {workflow_call: {inputs: {n: {type: boolean}}}}\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: y}]}}\n";

test("is the same in many threads as in one, in the same order", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [
      `.github/workflows/w${String(index).padStart(3, "0")}.yml`,
      wrong(index % 7),
    ]),
  );
  const repository = makeRepository({ ...files, ".github/workflows/called.yml": called });
  try {
    const alone = await repository.run(["lint", "--format", "json"]);
    const program = fileURLToPath(new URL("../../packages/cli/bin/yardmaster.mjs", import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "lint", "--format", "json"], {
      cwd: repository.root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    assert.is(status, 1, stderr);
    assert.match(stderr, /^151 files: 300 errors/);
    assert.equal(JSON.parse(stdout), JSON.parse(alone.stdout));
  } finally {
    repository.dispose();
  }
});
test("does each unit once, and fails when a thread does", async () => {
  const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
  const echo = `import { parentPort } from "node:worker_threads";
parentPort.on("message", ([index, unit]) => parentPort.postMessage([index, unit * 2]));`;
  const units = Array.from({ length: 40 }, (_, index) => index);
  const double = async (unit: number) => unit * 2;
  assert.equal(
    await nodeWorkers(program(echo)).run(units, double),
    units.map((unit) => unit * 2),
  );
  assert.equal(await nodeWorkers(program(echo)).run([], double), []);
  const broken =
    'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { throw new Error("x"); });';
  const slow = async (unit: number) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return unit;
  };
  const run = nodeWorkers(program(broken)).run(units, slow);
  assert.is(
    await run.then(
      () => "done",
      (error: Error) => error.message,
    ),
    "x",
  );
});
test.run();
