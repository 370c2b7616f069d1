import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lintFor, withSteps } from "./lint-codes.ts";

const test = suite("rules of actions: forms, pins, runtimes, checkouts");

const commit = "a".repeat(40);
const places = (found: readonly string[]) => found.map((line) => line.split(":").slice(0, 2).join(":"));

test("a step's `uses` is what GitHub's own reading of it takes", async () => {
  const of = async (uses: string) => lintFor(["uses-invalid"], withSteps(`- uses: ${uses}`));
  for (const right of [
    "o/r@v1",
    "/o/r@v1",
    "o/r/a b@v1",
    "o\\\\r@v1",
    ".\\\\act",
    "./act",
    "./",
    "./@scope/act",
    "$/act",
    "docker://alpine:3",
    "${{ inputs.x }}",
    "o/r@${{ inputs.ref }}",
    '""',
    "null",
    "[a]",
    "1",
  ]) {
    assert.equal(await of(right), [], right);
  }
  const refused = "6:15 error uses-invalid: GitHub refuses `uses:";
  const ref = "an action of another repository needs a ref behind an `@`";
  for (const [wrong, problem] of [
    ["o/r", ref],
    ["o/r@", ref],
    ["r@v1", "an action is named by its owner and its repository"],
    ["/@v1", "an action is named by its owner and its repository"],
    ["o/r@v1@v2", "it has more than one `@`"],
    ["docker:// ", "it names no image"],
  ]) {
    assert.equal(await of(wrong ?? ""), [`${refused} ${wrong?.trim()}\`: ${problem}.`]);
  }
  assert.equal(await of("$/act@v1"), [
    "6:15 error uses-invalid: GitHub refuses `uses: $/act@v1`: a folder of this repository has no ref, it is of the commit that runs or that was checked out.",
  ]);
});
test("a folder whose own name looks like a ref is an action", async () => {
  const files = {
    ".github/workflows/ci.yml": withSteps("- uses: ./act@v1"),
    "act@v1/action.yml": "name: a\ndescription: a\nruns: { using: composite, steps: [{ run: x, shell: bash }] }\n",
  };
  assert.equal(await lintFor(["uses-invalid"], files), []);
});
test("commits by their first digits, in steps and calls; numbers alone may be tags", async () => {
  const text = `on: push
jobs:
  a: { uses: "o/r/.github/workflows/x.yml@0123abc" }
  b:
    runs-on: x
    steps:
      - uses: o/r@abc1234def
      - uses: o/r@20240131
      - uses: o/r@abcdefa
      - uses: o/r@0123ab
      - uses: o/r@${commit}
`;
  assert.equal(await lintFor(["commit-abbreviated"], text), [
    '3:43 error commit-abbreviated: GitHub does not resolve `o/r/.github/workflows/x.yml@0123abc`: "0123abc" is the shortened version of a commit\'s SHA, which is not supported.',
    '7:19 error commit-abbreviated: GitHub does not resolve `o/r@abc1234def`: "abc1234def" is the shortened version of a commit\'s SHA, which is not supported.',
  ]);
});

const pins = ["uses-on-branch", "uses-on-tag", "uses-of-github-unpinned"];
const pinned = (files: Parameters<typeof lintFor>[1]) =>
  lintFor(pins, files).then((found) => found.map((line) => line.replace(/: .*/, "")));

test("what can move, by owner and by what stands behind the `@`", async () => {
  const steps = `- uses: o/r@main
- uses: o/r@v1
- uses: o/r@v1.2.3
- uses: o/r@1.x
- uses: o/r@release/v1
- uses: Actions/checkout@v7
- uses: github/codeql-action/init@main
- uses: o/r@${commit}
- uses: o/r@\${{ inputs.ref }}
- uses: ./act
- uses: docker://alpine`;
  const text = `${withSteps(steps)}  c: { uses: o/r/.github/workflows/x.yml@v1 }\n`;
  assert.equal(await pinned(text), [
    "6:19 warning uses-on-branch",
    "7:19 warning uses-on-tag",
    "8:19 warning uses-on-tag",
    "9:19 warning uses-on-tag",
    "10:19 warning uses-on-branch",
    "11:32 warning uses-of-github-unpinned",
    "12:41 warning uses-on-branch",
    "17:42 warning uses-on-tag",
  ]);
});
test("what GitHub's lock covers, which are steps alone; and what is of the own owner", async () => {
  const text = `${withSteps("- uses: O/r/sub@v1\n- uses: o/r@v12\n- uses: p/q@v1")}  c: { uses: o/r/.github/workflows/x.yml@v1 }\n`;
  const lock = `version: v0.0.3\ndependencies:\n  "o/r@v1": { commit: sha1-${commit} }\n`;
  const all = ["7:19 warning uses-on-tag", "8:19 warning uses-on-tag", "9:42 warning uses-on-tag"];
  const workflow = { ".github/workflows/ci.yml": text };
  assert.equal(await pinned({ ...workflow, ".github/workflows/actions.lock": lock }), all);
  assert.equal(await pinned(workflow), ["6:23 warning uses-on-tag", ...all]);
  for (const url of ["https://github.com/O/app.git", "git@github.com:o/app", "ssh://git@github.com/o/app.git/"]) {
    const config = `[core]\n\tbare = false\n[remote "origin"]\n\tfetch = +refs/heads/*\n\turl = ${url}\n[branch "main"]\n\turl = x/y\n`;
    assert.equal(await pinned({ ...workflow, ".git/config": config }), ["8:19 warning uses-on-tag"], url);
  }
  const other = '[remote "fork"]\n\turl = https://github.com/o/app\n';
  assert.equal((await pinned({ ...workflow, ".git/config": other })).length, 4);
});
test("runtimes: of metadata, of the lock, of known versions; what is switched off is said once", async () => {
  const runtime = ["action-runtime-retired", "action-runtime-ending", "action-switched-off"];
  const steps = `- uses: actions/checkout@v3
- uses: actions/checkout@v4.1.0
- uses: actions/cache@v2
- uses: actions/cache@v3
- uses: actions/upload-artifact@v3.1.2
- uses: actions/upload-artifact@v3-node20
- uses: actions/download-artifact@4
- uses: o/act@${commit}`;
  const action = { version: "v1.0.0", sha: commit, using: "node12", inputs: {}, outputs: [] };
  const found = await lintFor(runtime, {
    ".github/workflows/ci.yml": withSteps(steps),
    "workflows-src/actions.lock.json": JSON.stringify({ version: 1, actions: { "o/act": action } }),
    "a/action.yml": "name: a\ndescription: a\nruns: { using: Node20, main: x.js }\n",
  });
  assert.equal(
    found.map((line) => line.replace(/: .*/, "")),
    [
      "6:15 warning action-runtime-retired",
      "7:15 warning action-runtime-ending",
      "8:15 error action-switched-off",
      "9:15 warning action-runtime-retired",
      "10:15 error action-switched-off",
      "12:15 warning action-runtime-ending",
      "13:15 warning action-runtime-retired",
      "a/action.yml:3:16 warning action-runtime-ending",
    ],
  );
  assert.ok(found.at(-2)?.includes("made for Node.js 12,"));
});
test("a local action with nothing before it that could bring the repository", async () => {
  const early = async (steps: string, runner = "ubuntu-24.04") =>
    places(await lintFor(["local-action-before-checkout"], withSteps(steps).replace("ubuntu-24.04", runner)));
  const found = ["6:15 error local-action-before-checkout"];
  assert.equal(await early("- uses: ./a\n- uses: ./b"), found);
  for (const before of ["- run: echo hi", "- uses: actions/setup-node@v6", "- uses: $/c"]) {
    assert.equal(
      await early(`${before}\n- uses: ./a`),
      before.includes("$/") ? [] : ["7:15 error local-action-before-checkout"],
      before,
    );
  }
  for (const before of [
    "- uses: actions/checkout@v7",
    "- uses: o/r@v1",
    "- run: git clone x .",
    "- run: echo x > action.yml",
    "- run: echo $(make)",
    "- uses: docker://alpine",
    "- uses: nonsense",
  ]) {
    assert.equal(await early(`${before}\n- uses: ./a`), [], before);
  }
  for (const runner of ["self-hosted", "[self-hosted, ubuntu-24.04]", "${{ matrix.os }}", "{ group: x }", "null"]) {
    assert.equal(await early("- uses: ./a", runner), [], runner);
  }
});
test.run();
