import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lintFor } from "./lint-codes.ts";

const test = suite("rules of calls: forms, caches, the lock");

const commit = "a".repeat(40);
const call = (keys: string, top = "") => `on: push\n${top}jobs:\n  j: { ${keys} }\n`;

test("what a job may call", async () => {
  const of = (uses: string) => lintFor(["call-invalid"], call(`uses: ${JSON.stringify(uses)}`));
  for (const right of [
    "./.github/workflows/x.yml",
    "$/.github/workflows/x.yaml",
    "o/r/.github/workflows/x.yml@v1",
    "o/r/.github/workflows/x.yml@feature/x",
    "${{ inputs.x }}",
    "",
  ]) {
    assert.equal(await of(right), [], right);
  }
  const where = "workflows lie in `.github/workflows`";
  for (const [wrong, problem] of [
    ["./.github/workflows/x.yml@v1", "a workflow of this repository has no ref, it is of the commit that runs"],
    ["$/.github/workflows/x.yml@v1", "a workflow of this repository has no ref, it is of the commit that runs"],
    ["./x.yml", where],
    ["o/r@v1", where],
    ["o/r/.github/workflows/a/x.yml@v1", `${where} itself, in no folder of it`],
    ["./.github/workflows/x.json", "the file of a workflow ends in `.yml` or `.yaml`"],
    ["o/r/.github/workflows/x.yml", "a workflow of another repository needs a ref behind an `@`"],
    ["x.yml", "it names no workflow of a repository"],
    ["docker://x", "an image is no workflow"],
  ]) {
    assert.equal(await of(wrong ?? ""), [`3:14 error call-invalid: GitHub refuses to call \`${wrong}\`: ${problem}.`]);
  }
});

const called = (top: string, job: string) =>
  `on: workflow_call\n${top}jobs:\n  k: { runs-on: x, steps: [{ run: x }], ${job} }\n`;

test("more access to caches than the caller has, in each of its forms and at any depth", async () => {
  const of = async (caller: string, files: Readonly<Record<string, string>>) =>
    lintFor(["call-cache-mode"], { ".github/workflows/ci.yml": caller, ...files });
  const c = ".github/workflows/c.yml";
  const calls = (mode: string, top = "") => call(`uses: ./${c}, ${mode}`, top);
  const message = (who: string, requested: string, allowed: string, file = c) =>
    `${who} of ${file} states \`cache-mode: ${requested}\`, and gets no more than \`${allowed}\`, which its caller has.`;
  const at = "3:14 warning call-cache-mode: ";
  for (const [own, nested] of [
    ["none", "read"],
    ["read", "write"],
    ["read", "write-only"],
    ["write-only", "read"],
  ] as const) {
    assert.equal(await of(calls(`cache-mode: ${own}`), { [c]: called("", `cache-mode: ${nested}`) }), [
      at + message("The job 'k'", nested, own),
    ]);
  }
  assert.equal(
    await of(calls("name: x", "cache-mode: read\n"), {
      [c]: called("cache-mode: write\n", "name: y"),
    }),
    [`4:14 warning call-cache-mode: ${message("The workflow", "write", "read")}`],
  );
  for (const [own, nested] of [
    ["write", "write"],
    ["write", "none"],
    ["read", "none"],
    ["${{ inputs.x }}", "write"],
    ["odd", "write"],
    ["read", "${{ inputs.x }}"],
  ]) {
    assert.equal(
      await of(calls(`cache-mode: ${JSON.stringify(own)}`), {
        [c]: called("", `cache-mode: ${JSON.stringify(nested)}`),
      }),
      [],
    );
  }
  assert.equal(await of(calls("name: x"), { [c]: called("", "cache-mode: write") }), [], "the default is not stated");
  const d = ".github/workflows/d.yml";
  const between = (keys: string) => `on: workflow_call\njobs:\n  m: { uses: ./${d}${keys} }\n`;
  const deep = { [d]: called("", "cache-mode: write") };
  assert.equal(await of(calls("cache-mode: read"), { [c]: between(""), ...deep }), [
    at + message("The job 'k'", "write", "read", d),
  ]);
  assert.equal(await of(calls("cache-mode: read"), { [c]: between(", cache-mode: none"), ...deep }), [
    `.github/workflows/c.yml:3:14 warning call-cache-mode: ${message("The job 'k'", "write", "none", d)}`,
  ]);
  const ring = `on: workflow_call\njobs:\n  m: { uses: ./${c} }\n`;
  assert.equal(await of(calls("cache-mode: read"), { [c]: ring }), []);
});
test("a workflow of another repository at the commit of the lock", async () => {
  const action = {
    ...{ version: "v1.0.0", sha: commit, kind: "workflow", using: "workflow_call", outputs: [] },
    inputs: { a: { required: true }, b: { required: true, default: 1 } },
    secrets: { s: { required: true } },
  };
  const lock = JSON.stringify({ version: 1, actions: { "o/r/.github/workflows/x.yml": action } });
  const of = (keys: string, ref = commit) =>
    lintFor(["locked-call-unknown", "locked-call-missing"], {
      ".github/workflows/ci.yml": call(`uses: O/r/.github/workflows/x.yml@${ref}, ${keys}`),
      "workflows-src/actions.lock.json": lock,
    }).then((found) => found.map((line) => line.replace(/GitHub.*(?=(?:declares|requires))/, "")));
  assert.equal(await of("with: { A: 1 }, secrets: { S: x }"), []);
  assert.equal(await of("with: { a: 1 }, secrets: inherit"), []);
  assert.equal(await of("name: x", "b".repeat(40)), []);
  assert.equal(await of("name: x", "v1"), []);
  assert.equal(await of("with: { c: 1 }, secrets: { t: x }"), [
    '3:14 error locked-call-missing: requires the input "a", and this job does not give it.',
    '3:14 error locked-call-missing: requires the secret "s", and this job does not give it.',
    '3:92 error locked-call-unknown: declares no input "c" at the commit of the lock.',
    '3:111 error locked-call-unknown: declares no secret "t" at the commit of the lock.',
  ]);
});
test.run();
