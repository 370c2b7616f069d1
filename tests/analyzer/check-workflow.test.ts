import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";

const test = suite("GitHub's own parser judges a workflow");
const file = ".github/workflows/t.yml";

async function check(text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const found = await checkWorkflow({ file, text }, (path) => others[path]);
  return found.map((diagnostic) => {
    const location = diagnostic.place && "location" in diagnostic.place ? diagnostic.place.location : undefined;
    return `${location?.line}:${location?.column} ${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`;
  });
}

const job = "jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: 'true'\n";

test("a sound workflow has no findings", async () => {
  assert.equal(await check(`on: push\n${job}`), []);
});
test("an unknown key, at its place", async () => {
  assert.equal(await check(`on: push\nnmae: x\n${job}`), [
    "2:1 error refused-by-github: GitHub's parser refuses this: Unexpected value 'nmae'.",
  ]);
});
test("a context that the key may not read", async () => {
  const [finding, ...others] = await check(`on: push\n${job}    if: secrets.A == 'x'\n`);
  assert.equal(others, []);
  assert.match(
    finding ?? "",
    "7:9 error refused-by-github: GitHub's parser refuses this: Unrecognized named-value: 'secrets'",
  );
});
test("a cycle of needed jobs", async () => {
  const found = await check(
    "on: push\njobs:\n  a: {needs: b, runs-on: x, steps: [{run: y}]}\n  b: {needs: a, runs-on: x, steps: [{run: y}]}\n",
  );
  assert.ok(found.length > 0);
  assert.match(found.join("\n"), "refused-by-github: GitHub's parser refuses this: ");
});
test("a text that is no YAML, no mapping, or empty gives findings and never throws", async () => {
  for (const text of ["", "- a", "on: [", "\u0000", "a: &a *a"])
    assert.ok((await check(text)).length > 0, JSON.stringify(text));
});
test("a local reusable workflow: missing, or called with an input that it does not have", async () => {
  const call = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/r.yml\n    with:\n      who: x\n";
  assert.equal(await check(call), [
    "4:11 error refused-by-github: GitHub's parser refuses this: Unable to find reusable workflow.",
  ]);
  const callee = (inputs: string) => ({
    ".github/workflows/r.yml": `on:\n  workflow_call:\n    inputs:\n      ${inputs}: {type: string}\n${job}`,
  });
  assert.equal(await check(call, callee("who")), []);
  assert.equal(await check(call, callee("name")), [
    "6:12 error refused-by-github: GitHub's parser refuses this: Invalid input, who is not defined in the referenced workflow.",
  ]);
});
test("what is wrong in the called file is reported with that file, not with the caller", async () => {
  const call = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/r.yml\n";
  assert.equal(await check(call, { ".github/workflows/r.yml": `on: workflow_call\nnmae: x\n${job}` }), []);
});
test("workflows of other repositories cannot be read here and are let pass", async () => {
  const uses = `o/r/.github/workflows/x.yml@${"a".repeat(40)}`;
  assert.equal(await check(`on: push\njobs:\n  a:\n    uses: ${uses}\n`), []);
});
test("syntax that GitHub runs and its package keeps behind flags", async () => {
  assert.equal(
    await check(`on: push\n${job}      - run: sleep 1\n        id: s\n        background: true\n      - wait: s\n`),
    [],
  );
  assert.equal(await check(`on: push\nconcurrency: {group: x, queue: max}\n${job}`), []);
});
test("syntax that is younger than the package is known, at its places and with its values only", async () => {
  const refused = (place: string, value: string) => [
    `${place} error refused-by-github: GitHub's parser refuses this: Unexpected value '${value}'.`,
  ];
  for (const mode of ["read", "write", "write-only", "none"]) {
    assert.equal(await check(`on: push\ncache-mode: ${mode}\n${job}    cache-mode: ${mode}\n`), []);
  }
  const call = "jobs:\n  a:\n    uses: ./.github/workflows/r.yml\n";
  const callee = { ".github/workflows/r.yml": `on: workflow_call\ncache-mode: none\n${job}` };
  assert.equal(await check(`on: push\n${call}    cache-mode: read\n`, callee), []);
  assert.equal(await check(`on: push\ncache-mode: raed\n${job}`), refused("2:13", "raed"));
  assert.equal(await check(`on: push\n${job}    cache-mode: all\n`), refused("7:17", "all"));
  assert.equal(await check(`on: push\n${job}        cache-mode: read\n`), refused("7:9", "cache-mode"));
});
test.run();
