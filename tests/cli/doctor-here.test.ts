import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type DoctorWorld, makeWorld } from "./doctor-world.ts";

// What this machine and the checkout say.

const test = suite<DoctorWorld>("yardmaster doctor: programs and the checkout");
test.before.each(makeWorld);
test.after.each((world) => world.dispose());

const step = (keys: string) =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n${keys}`;

test("Node is asked for 20.19, which each later series has", async ({ look }) => {
  for (const nodeVersion of ["20.19.0", "20.20.1", "22.1.0", "24.0.0"]) {
    assert.equal((await look([], { nodeVersion })).said("node"), [`ok Node ${nodeVersion}`]);
  }
  for (const nodeVersion of ["20.18.3", "18.20.0"]) {
    assert.equal((await look([], { nodeVersion })).said("node"), [`error Node ${nodeVersion} is older than 20.19`]);
  }
  assert.equal((await look()).said("node"), ["unknown Which Node runs this is not known"]);
});
test("TypeScript is asked for 5.8", async ({ look, write }) => {
  const said = async (version: string) => {
    write("node_modules/typescript/package.json", JSON.stringify({ version, bin: { tsc: "./tsc.js" } }));
    return (await look()).said("typescript");
  };
  assert.equal(await said("5.8.2"), ["ok TypeScript 5.8.2"]);
  assert.equal(await said("5.7.3"), ["error TypeScript 5.7.3 is older than 5.8, so that `check` checks no types"]);
});
test("an installed yardmaster is compared with the one that runs", async ({ look, write }) => {
  const manifest = (version: unknown) =>
    write("node_modules/yardmaster/package.json", JSON.stringify({ version, exports: "./index.mjs" }));
  write("node_modules/yardmaster/index.mjs", readFileSync("packages/cli/dist/index.mjs"));
  manifest("0.1.0");
  assert.equal((await look()).said("package"), ["ok yardmaster 0.1.0"]);
  manifest("0.0.9");
  assert.equal((await look()).said("package"), ["warning This is yardmaster 0.1.0, and 0.0.9 is installed here"]);
  manifest(undefined);
  assert.equal((await look()).said("package"), ["warning yardmaster is not installed in this repository"]);
});
test("before the first commit, git cannot tell what was edited", async ({ look, git }) => {
  git("update-ref", "-d", "HEAD");
  assert.match((await look()).said("git").join(), /^warning git is not there, or there is no commit: /);
});
test("rules for line ends are counted until they are there", async ({ look, write, run }) => {
  write(".gitattributes", "*.png binary\n");
  assert.match((await look()).said("line-ends").join(), /^warning \.gitattributes lacks \d rules? for line ends$/);
  await run(["init", "--yes"]);
  assert.equal((await look()).said("line-ends"), ["ok .gitattributes keeps the line ends of generated files"]);
});
test("a missing lock is a warning; of pins, those without a release or with metadata unread are named", async (world) => {
  const { look, write, remove } = world;
  const pin = (version: string, more: object = {}) => ({
    sha: "a".repeat(40),
    version,
    using: "node24",
    inputs: {},
    outputs: [],
    ...more,
  });
  const digest = `sha256:${"b".repeat(64)}`;
  const actions = { "o/main": pin("main", { digest }), "o/bare": pin("v1.2.3"), "o/good": pin("2.0.0", { digest }) };
  write("workflows-src/actions.lock.json", JSON.stringify({ version: 1, actions }));
  const { said } = await look();
  assert.equal(said("lock"), ["ok 3 actions locked"]);
  assert.equal(said("pin-without-release"), ["warning o/main is locked without a release"]);
  assert.equal(said("pin-unread"), ["warning The metadata of o/bare was never read at the commit"]);
  remove("workflows-src/actions.lock.json");
  assert.equal((await look()).said("lock"), ["warning There is no lock of actions"]);
});
test("a program is told what it does not know of the workflows, by its version", async ({ look, write }) => {
  const programs = { actionlint: "1.7.12\nbuilt", act: "act version 0.2.84", zizmor: "zizmor 1.32.0" };
  const before = await look([], { programs });
  assert.equal(before.said("program-actionlint"), ["ok actionlint 1.7.12"]);
  assert.equal(before.said("program-act"), ["ok act 0.2.84"]);
  write(".github/workflows/queue.yml", step("").replace("jobs:", "concurrency: { group: a, queue: max }\njobs:"));
  write(".github/workflows/wait.yml", step("        background: true\n      - wait-all: true\n"));
  write(".github/workflows/cache.yml", step("").replace("    steps:", "    cache-mode: read\n    steps:"));
  write(".github/workflows/own.yml", step("      - uses: $/action\n"));
  const names = "`cache-mode`, `uses: $/`, `queue`, `parallel steps`, which the workflows use";
  const { said } = await look([], { programs });
  assert.equal(said("program-actionlint"), [`warning actionlint 1.7.12 does not know ${names}`]);
  assert.equal(said("program-act"), [`warning act 0.2.84 does not know ${names}`]);
  assert.equal(said("program-zizmor"), ["ok zizmor 1.32.0"]);
  for (const [version, level] of [
    ["1.16.9", "warning"],
    ["1.17.0", "ok"],
    ["2.0.0", "ok"],
  ] as const) {
    const { findings } = await look([], { programs: { actionlint: version } });
    assert.is(findings["program-actionlint"]?.level, level, version);
  }
  assert.equal((await look()).said("program-actionlint"), [], "one that is not installed");
});
test("inputs and variables that are called like those keys are none", async ({ look, write }) => {
  const inputs = "      - uses: coverallsapp/github-action@v2\n        with: { parallel: true, wait: 5 }\n";
  write(".github/workflows/a.yml", step(`        env: { queue: a, cache-mode: b, background: c }\n${inputs}`));
  assert.equal((await look([], { programs: { act: "0.2.84" } })).said("program-act"), ["ok act 0.2.84"]);
});
test.run();
