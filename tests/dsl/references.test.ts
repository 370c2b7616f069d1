import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  call,
  choice,
  flag,
  fromSelf,
  job,
  localWorkflow,
  remoteWorkflow,
  run,
  sh,
  text,
  triggers,
  workflow,
} from "yardmaster";

const test = suite("what a workflow says of others, and what goes by one name");
const { on } = triggers({ push: null });
const steps = [run(sh`true`)];

test("workflow_run takes workflows in place of their names", () => {
  const named = workflow("build", { name: "Build it", on, jobs: [job("a", { "runs-on": "x", steps })] });
  const byId = workflow("lint", { on, jobs: [job("a", { "runs-on": "x", steps })] });
  const bare = workflow("bare", { name: null, on, jobs: [job("a", { "runs-on": "x", steps })] });
  const after = triggers({ workflow_run: { types: ["completed"], workflows: [named, byId, bare, "other"] } });
  const { model, diagnostics } = workflow("after", { on: after.on, jobs: [job("a", { "runs-on": "x", steps })] });
  assert.equal(diagnostics, []);
  assert.is(
    JSON.stringify(model.on),
    '{"workflow_run":{"types":["completed"],"workflows":["Build it","lint",".github/workflows/bare.yml","other"]}}',
  );
  const single = triggers({ workflow_run: { workflows: named } });
  const one = workflow("one", { on: single.on, jobs: [job("a", { "runs-on": "x", steps })] });
  assert.equal(one.model.on, { workflow_run: { workflows: "Build it" } });
});
test("what is declared of a file of this repository is kept for the comparison, of another repository's is not", () => {
  const declaration = {
    inputs: { tag: text({ required: true }), dry: flag(), mode: choice(["a", "b"]) },
    secrets: { KEY: { required: true } },
    outputs: ["digest"],
  } as const;
  const hand = localWorkflow("hand.yaml", declaration);
  const away = remoteWorkflow("hand.yaml", { repository: "o/r", sha: "a".repeat(40), version: "v1" }, declaration);
  const given = { with: { tag: "v1" }, secrets: "inherit" } as const;
  const made = workflow("w", {
    on,
    jobs: [call("own", hand, given), call("self", fromSelf(hand), given), call("away", away, given)],
  });
  const call_ = {
    file: ".github/workflows/hand.yaml",
    inputs: { tag: "string", dry: "boolean", mode: "string" },
    secrets: ["KEY"],
    outputs: ["digest"],
  };
  assert.equal(made.calls, [
    { ...call_, path: ["jobs", "own"] },
    { ...call_, path: ["jobs", "self"] },
  ]);
  assert.not("calls" in workflow("w", { on, jobs: [] }));
});
test("ids of steps and of jobs that differ in case are one", () => {
  const { diagnostics } = workflow("w", {
    on,
    jobs: [
      job("build", { "runs-on": "x", steps: [run({ id: "make" }, sh`true`), run({ id: "Make" }, sh`true`)] }),
      job("Build", { "runs-on": "x", steps }),
    ],
  });
  assert.equal(
    diagnostics.map(({ code, message, place }) => [code, message, place]),
    [
      [
        "step-id-twice",
        'Two steps of this job have the id "Make", which is also written "make": GitHub ignores case.',
        { path: ["jobs", "build", "steps", 1, "id"] },
      ],
      [
        "job-id-twice",
        'Two jobs of this workflow have the id "Build", which is also written "build": GitHub ignores case.',
        { path: ["jobs", "Build"] },
      ],
    ],
  );
});
test("an id that follows from a step's name keeps clear of one that differs in case", () => {
  const named = run({ name: "Make", outputs: ["x"] }, sh`echo x=1 >> "$GITHUB_OUTPUT"`);
  const { model, diagnostics } = workflow("w", {
    on,
    jobs: [
      job("a", { "runs-on": "x", outputs: { x: named.outputs.x }, steps: [run({ id: "MAKE" }, sh`true`), named] }),
    ],
  });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs.a?.outputs, { x: "${{ steps.make-2.outputs.x }}" });
});
test.run();
