import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  call,
  flag,
  fromSelf,
  job,
  js,
  noted,
  raw,
  run,
  sh,
  text,
  triggers,
  use,
  workflow,
  workflowAt,
} from "yardmaster";
import { emittedStep, refusal } from "./helpers/emitted-step.ts";

const { on, github, secrets } = triggers({ push: null }, { secrets: ["TOKEN"] });
const sha = "0123456789abcdef0123456789abcdef01234567";

const actions = suite("actions by their texts");
actions("stand as they are written, with inputs of any scalar", () => {
  assert.equal(emittedStep(use("actions/checkout@v7")), { uses: "actions/checkout@v7" });
  assert.equal(emittedStep(use("a/b/c@main", { x: 1, y: true, z: null, w: github.ref }, { id: "i", name: "n" })), {
    id: "i",
    name: "n",
    uses: "a/b/c@main",
    with: { x: 1, y: true, z: null, w: "${{ github.ref }}" },
  });
});
actions("have outputs, by an id that follows from the action", () => {
  const node = use("actions/setup-node@v6", {}, { outputs: ["version"] });
  const made = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [node, run(sh`echo ${node.outputs.version}`)] })],
  });
  assert.equal(made.diagnostics, []);
  assert.equal((made.model.jobs.a as { steps: readonly unknown[] }).steps[0], {
    id: "setup-node",
    uses: "actions/setup-node@v6",
  });
});
actions("take a script, and the comment of a pin", () => {
  const step = use(noted(`actions/github-script@${sha}`, { above: ["one", "two"], end: "v8.0.0" }), {
    script: js`core.info(${github.ref})`,
  });
  const made = workflow("w", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
  assert.equal((made.model.jobs.a as { steps: readonly unknown[] }).steps, [
    {
      uses: `actions/github-script@${sha}`,
      with: { script: "core.info(process.env.GH_REF)" },
      env: { GH_REF: "${{ github.ref }}" },
    },
  ]);
  const path = ["jobs", "a", "steps", 0, "uses"];
  assert.equal(made.comments, [
    { path, position: "above", text: "one" },
    { path, position: "above", text: "two" },
    { path, position: "end", text: "v8.0.0" },
  ]);
});
for (const [comment, text] of [
  ["# v7.0.1", "v7.0.1"],
  ["  #  v7.0.1 ", " v7.0.1"],
  ["#v7", "#v7"],
  ["# # v7", "# # v7"],
] as const) {
  actions(`take the comment behind a pin as a part of the text: ${comment}`, () => {
    const step = use(noted(`a/b@${sha} ${comment}`, "Look at its issues first."));
    const made = workflow("w", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
    const path = ["jobs", "a", "steps", 0, "uses"];
    assert.equal((made.model.jobs.a as { steps: readonly unknown[] }).steps, [{ uses: `a/b@${sha}` }]);
    assert.equal(made.comments, [
      { path, position: "above", text: "Look at its issues first." },
      { path, position: "end", text },
    ]);
    assert.equal(made.diagnostics, []);
  });
}
for (const [text, said] of [
  ["docker://alpine:3", "Use `useDocker(image)`."],
  ["./.github/actions/a", "Use `useFolder(folder)`, or `useLocal(action)` of an action that a source makes."],
  ["$/a", "Use `useFolder(folder)`, or `useLocal(action)` of an action that a source makes."],
  [
    "actions/checkout",
    "Name what it is to use in this form; a text that GitHub takes all the same goes through `raw(text, why)`.",
  ],
] as const) {
  actions(`are no ${text}`, () => {
    try {
      use(text);
      assert.unreachable();
    } catch (error) {
      const { code, message, hint } = (error as { diagnostic: Record<string, string> }).diagnostic;
      assert.is(code, "uses-refused");
      assert.is(message, `\`use\` takes \`owner/repo@ref\`, and "${text}" is none.`);
      assert.is(hint, said);
    }
  });
}
actions("are given as `raw` where GitHub takes them all the same", () => {
  assert.equal(emittedStep(use(raw("actions/checkout", "as it was"))), { uses: "actions/checkout" });
});
actions("refuse what is no action, no input and no note", () => {
  assert.match(
    refusal(() => use(undefined as never)),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => use(3 as never)),
    /^value-misplaced: /,
  );
  assert.match(
    refusal(() => use("a/b@v1", { a: undefined as never })),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => use("a/b@v1", { a: sh`true` })),
    /^script-shell: /,
  );
  assert.match(
    refusal(() => noted("a", { end: 1 as never })),
    /^value-misplaced: /,
  );
  assert.match(
    refusal(() => noted("a", { above: [1] as never })),
    /^value-misplaced: /,
  );
});
actions.run();

const workflows = suite("reusable workflows by their texts");
workflows("are called with whatever they are given where nothing is declared", () => {
  const uses = noted(`o/r/.github/workflows/a.yaml@${sha}`, { end: "v1" });
  const made = workflow("w", {
    on,
    jobs: [
      call("a", workflowAt(uses), { with: { x: 1 }, secrets: { S: secrets.TOKEN } }),
      call("b", workflowAt("o/r/.github/workflows/b.yml@main"), { secrets: "inherit" }),
    ],
  });
  assert.equal(made.diagnostics, []);
  assert.equal(made.model.jobs, {
    a: { with: { x: 1 }, secrets: { S: "${{ secrets.TOKEN }}" }, uses: `o/r/.github/workflows/a.yaml@${sha}` },
    b: { secrets: "inherit", uses: "o/r/.github/workflows/b.yml@main" },
  });
  assert.equal(made.comments, [{ path: ["jobs", "a", "uses"], position: "end", text: "v1" }]);
});
workflows("have the outputs that are declared, and are held to inputs that are", () => {
  const target = workflowAt("o/r/.github/workflows/a.yml@v1", {
    inputs: { site: text({ required: true }), dry: flag() },
    outputs: ["url"],
  });
  const a = call("a", target, { with: { site: "x" }, secrets: { ANY: secrets.TOKEN } });
  const b = job("b", { "runs-on": "ubuntu-24.04", steps: [run(sh`echo ${a.outputs.url}`)] });
  const made = workflow("w", { on, jobs: [a, b] });
  assert.equal((made.model.jobs.b as { needs: unknown }).needs, ["a"]);
  assert.match(
    refusal(() => call("c", target, { with: {} as never })),
    /^input-missing: /,
  );
  assert.match(
    refusal(() => call("c", target, { with: { site: "x", more: 1 } as never })),
    /^input-unknown: /,
  );
});
workflows("are of no other form", () => {
  const said = (uses: string) => refusal(() => workflowAt(uses));
  for (const uses of ["o/r@v1", "o/r/.github/workflows/a.yml", "o/r/workflows/a.yml@v1"]) {
    assert.is(
      said(uses),
      `uses-refused: \`workflowAt\` takes \`owner/repo/.github/workflows/file.yml@ref\`, and "${uses}" is none.`,
    );
  }
  assert.match(said("./.github/workflows/a.yml"), /^uses-refused: /);
  assert.match(
    refusal(() => workflowAt(undefined as never)),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => workflowAt("o/r/.github/workflows/a.yml@v1", { outputs: "a" as never })),
    /^value-misplaced: /,
  );
});
workflows("are nobody's own commit", () => {
  const target = workflowAt(noted("o/r/.github/workflows/a.yml@v1", { end: "x" }));
  assert.is(fromSelf(target).uses, target.uses);
});
workflows.run();
