import { publishedAction } from "@yardmaster/analyzer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lintFor, withSteps } from "./lint-codes.ts";

const test = suite("rules of actions: inputs and outputs");

const published = ["action-input-unknown", "action-input-missing", "action-input-deprecated"];
const commit = "a".repeat(40);
const lock = JSON.stringify({
  version: 1,
  actions: {
    "o/Act": {
      version: "v1.2.3",
      sha: commit,
      using: "node24",
      inputs: {
        name: { required: true },
        mode: { required: true, default: "x" },
        old: { required: false, deprecated: "Use `name`." },
      },
      outputs: [],
    },
    "o/r/.github/workflows/x.yml": {
      version: "v1.0.0",
      sha: commit,
      kind: "workflow",
      using: "workflow_call",
      inputs: { a: { required: true } },
      outputs: [],
    },
  },
});

test("an action of the lock, at its commit: every name is judged", async () => {
  const steps = `- uses: O/act@${commit}
  with:
    Name: x
    fresh: y
    args: z
    old: w
- uses: o/act@${commit}`;
  assert.equal(
    await lintFor(published, {
      ".github/workflows/ci.yml": withSteps(steps),
      "workflows-src/actions.lock.json": lock,
    }),
    [
      `9:11 warning action-input-unknown: \`O/act@${commit}\` has no input "fresh": GitHub warns in the log, and the step runs without it.`,
      `10:11 warning action-input-unknown: \`O/act@${commit}\` has no input "args": GitHub warns in the log, and the step runs without it.`,
      `11:11 warning action-input-deprecated: The input "old" of \`O/act@${commit}\` is deprecated: Use \`name\`.`,
      `12:15 warning action-input-missing: \`o/act@${commit}\` requires the input "name": without it, the action gets the empty text, and most stop there.`,
    ],
  );
});
test("another commit, a reusable workflow and a lock that is none: nothing is known", async () => {
  const other = withSteps(`- uses: o/act@${"b".repeat(40)}\n- uses: o/r/.github/workflows/x.yml@${commit}`);
  for (const text of [lock, "{", "[]"]) {
    assert.equal(
      await lintFor(published, { ".github/workflows/ci.yml": other, "workflows-src/actions.lock.json": text }),
      [],
    );
  }
});
test("a widely used action by its tag, or by the version behind its commit: names near to one that is known", async () => {
  const use = (ref: string) =>
    withSteps(`- uses: Actions/Checkout@${ref}\n  with:\n    fetch-dept: 0\n    brand-new: 1`);
  for (const ref of ["v6", "v6.0.1", `${commit} # v6.0.1`, `${commit} # tag=v5`]) {
    const name = ref.split(" ")[0];
    assert.equal(await lintFor(published, use(ref)), [
      `8:11 warning action-input-unknown: \`Actions/Checkout@${name}\` has no input "fetch-dept": GitHub warns in the log, and the step runs without it.`,
    ]);
  }
  for (const ref of ["main", "v999", "v3", commit, `${commit} # pinned`]) {
    assert.equal(await lintFor(published, use(ref)), []);
  }
});
test("what is required, unless a name tells of a later release; and `with` of any shape", async () => {
  const cache = (given: string) => withSteps(`- uses: actions/cache@v5\n${given}`);
  const missing = (name: string) =>
    `6:15 warning action-input-missing: \`actions/cache@v5\` requires the input "${name}": without it, the action gets the empty text, and most stop there.`;
  assert.equal(await lintFor(published, cache("")), [missing("key"), missing("path")]);
  assert.equal(await lintFor(published, cache("  with: null")), [missing("key"), missing("path")]);
  assert.equal(await lintFor(published, cache("  with: { KEY: a }")), [missing("path")]);
  assert.equal(await lintFor(published, cache("  with: { another-thing-altogether: a }")), []);
  assert.equal(await lintFor(published, cache("  with: ${{ fromJSON('{}') }}")), []);
  assert.equal(await lintFor(published, cache("  with: [1]")), []);
});
test("arguments of what may be a container", async () => {
  assert.equal(await lintFor(published, withSteps("- uses: actions/labeler@v6\n  with: { args: x }")), []);
  assert.equal(
    await lintFor(published, withSteps("- uses: actions/checkout@v7\n  with: { args: x, entrypoint: y }")),
    [],
    "far from every name that is known",
  );
});
test("the table: what comes and goes between versions, which is unknown, and which takes anything", () => {
  const cache = publishedAction("actions/cache", "v5.0.1");
  assert.equal(cache?.using, "node24");
  assert.equal(cache?.inputs["save-always"], { required: false });
  assert.equal(publishedAction("actions/cache", "v4")?.inputs["save-always"], { required: false, deprecated: "" });
  assert.equal(publishedAction("actions/cache", "v4")?.inputs.key, { required: true });
  assert.ok(publishedAction("actions/checkout", "v7")?.inputs["allow-unsafe-pr-checkout"]);
  assert.is(publishedAction("actions/checkout", "v6")?.inputs["allow-unsafe-pr-checkout"], undefined);
  assert.ok(publishedAction("actions/checkout", "v7")?.inputs["fetch-depth"]);
  assert.ok(publishedAction("dtolnay/rust-toolchain", "stable")?.inputs.toolchain);
  for (const [name, ref] of [
    ["actions/checkout", "v1"],
    ["actions/checkout", "v99"],
    ["dorny/paths-filter", "v3"],
    ["", ""],
    [" 1 2 3", "v1"],
    ["o/r", "v1"],
  ] as const) {
    assert.is(publishedAction(name, ref), undefined, `${name}@${ref}`);
  }
});

const local = ["local-action-missing", "local-action-absent", "local-action-output", "local-action-input"];
const composite = `name: a
description: a
outputs:
  out: { description: o, value: x }
runs: { using: composite, steps: [{ run: x, shell: bash }] }
`;

test("outputs of a composite action belong to the job of the step, in any case", async () => {
  const workflow = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    outputs: { one: "\${{ steps.S.Outputs.gone || steps.s.outputs.OUT }}" }
    steps:
      - id: s
        uses: ./act
  b:
    runs-on: ubuntu-24.04
    steps:
      - { id: s, run: echo }
      - run: echo \${{ steps.s.outputs.other }} \${{ steps.s.outputs[github.job] }}
`;
  assert.equal(await lintFor(local, { ".github/workflows/ci.yml": workflow, "act/action.yml": composite }), [
    '8:15 error local-action-output: The action of `./act` has no output "gone": what reads it gets the empty text.',
  ]);
});
test("an action that uses another one of its repository", async () => {
  const using = composite.replace("{ run: x, shell: bash }", "{ uses: ./b, with: { x: 1 } }");
  assert.equal(await lintFor(local, { "a/action.yml": using, "b/action.yaml": composite }), [
    'a/action.yml:5:56 error local-action-input: The action of `./b` has no input "x": GitHub would warn in the log and go on without it.',
  ]);
  assert.equal(await lintFor(local, { "a/action.yml": using }, { action: () => "missing" }), [
    "a/action.yml:5:43 warning local-action-absent: The repository has no action for `./b`: the step fails unless an earlier one puts it there.",
  ]);
});
test("after plain checkouts alone, also in a group of parallel steps, an action that is missing is certain to be", async () => {
  const facts = { action: () => "missing" as const };
  const absent = (line: number, column = 15) =>
    `${line}:${column} warning local-action-absent: The repository has no action for \`./x\`: the step fails unless an earlier one puts it there.`;
  const missing = (line: number, uses = "./x") =>
    `${line}:15 error local-action-missing: \`${uses}\` names no action: the repository has no action.yml, action.yaml or Dockerfile there.`;
  const checkout = "- uses: actions/checkout@v7";
  assert.equal(await lintFor(local, withSteps(`${checkout}\n- uses: ./x`), facts), [missing(7)]);
  assert.equal(await lintFor(local, withSteps(`${checkout}\n- run: make\n- uses: ./x`), facts), [absent(8)]);
  assert.equal(await lintFor(local, withSteps(`- parallel:\n    ${checkout}\n- uses: ./x`), facts), [missing(8)]);
  assert.equal(await lintFor(local, withSteps("- uses: ./x"), facts), [absent(6)]);
  assert.equal(await lintFor(local, withSteps("- uses: $/x"), facts), [missing(6, "$/x")]);
  assert.equal(await lintFor(local, withSteps(`${checkout}\n- uses: ./x`, "workflow_call"), facts), [absent(7)]);
});
test.run();
