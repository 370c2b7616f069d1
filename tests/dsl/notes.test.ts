import { seal } from "@yardmaster/core";
import { printAction, printWorkflow } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { call, compositeAction, job, localWorkflow, noted, parallel, run, sh, triggers, workflow } from "yardmaster";
import { refusal } from "./helpers/emitted-step.ts";

const { on } = triggers({ push: null });
const generator = { generator: "yardmaster", source: "s.ts" };
const printed = (made: ReturnType<typeof workflow>) => {
  assert.equal(made.diagnostics, []);
  const sealed = seal(made, []);
  return sealed.ok ? printWorkflow(sealed.value, generator).split("\n").slice(1).join("\n") : "";
};
const said = (made: {
  readonly diagnostics: readonly { code: string; message: string; hint?: string; place?: unknown }[];
}) => made.diagnostics.map(({ code, message, hint, place }) => [`${code}: ${message}`, hint, place]);
const steps = [run(sh`true`)];

const notes = suite("notes");
notes("stand at a node, and at what it holds, wherever it says", () => {
  const build = job("build", {
    note: {
      above: ["one", "#two"],
      end: "at the job",
      last: "after all",
      at: { steps: { end: "the steps", last: "end" } },
    },
    "runs-on": "ubuntu-24.04",
    env: { "odd.name": "1", B: noted("2", { end: "b" }) },
    steps: [
      run(
        {
          name: "Make",
          note: { above: "the step", at: { run: { above: "why", end: "shellcheck" }, 'env["A B"]': "the variable" } },
          env: { "A B": "x" },
        },
        sh`
          make
        `,
      ),
      parallel(run({ note: "inside" }, sh`a`), run(sh`b`)),
    ],
  });
  const deploy = call("deploy", localWorkflow("d.yml"), { note: { at: { uses: { end: "by hand" } } }, needs: [build] });
  const made = workflow("w", {
    header: ["top", "#tight"],
    footer: ["bottom", ""],
    note: {
      above: "before the name",
      last: "after the jobs",
      at: { jobs: { end: "all of them" }, "jobs.deploy.needs[0]": { end: "first" } },
    },
    on: triggers({
      push: {
        branches: ["main", "next"],
        note: { at: { "branches[1]": { end: "soon" }, branches: { last: "#- old" } } },
      },
      workflow_dispatch: { note: { last: "nothing" } },
    }).on,
    jobs: [build, deploy],
  });
  assert.is(
    printed(made),
    `# top
#tight

# before the name
name: w

on:
  push:
    branches:
      - main
      - next # soon
      #- old
  workflow_dispatch:
    # nothing

jobs: # all of them
  # one
  #two
  build: # at the job
    runs-on: ubuntu-24.04
    env:
      odd.name: "1"
      B: "2" # b
    steps: # the steps
      # the step
      - name: Make
        # why
        run: | # shellcheck
          make
        env:
          # the variable
          A B: x

      - parallel:
          # inside
          - run: a

          - run: b

      # end
    # after all

  deploy:
    needs:
      - build # first
    uses: ./.github/workflows/d.yml # by hand

# after the jobs
# bottom
#
`,
  );
});
notes("stand at the id of a step, and of one that is read", () => {
  const tag = run({ id: noted("tag", { end: "read below" }), outputs: ["t"] }, sh`./tag >> "$GITHUB_OUTPUT"`);
  const made = workflow("w", { on, jobs: [job("a", { "runs-on": "x", outputs: { t: tag.outputs.t }, steps: [tag] })] });
  assert.equal(made.diagnostics, []);
  assert.equal(made.comments, [{ path: ["jobs", "a", "steps", 0, "id"], position: "end", text: "read below" }]);
  assert.equal((made.model.jobs.a as { outputs: unknown }).outputs, { t: "${{ steps.tag.outputs.t }}" });
});
notes("stand in actions", () => {
  const made = compositeAction(
    ".github/actions/a",
    {
      name: "A",
      description: "B",
      header: ["top"],
      footer: ["end"],
      note: { above: "first", at: { "runs.steps[0]": "a step", runs: { end: "runs" } } },
    },
    () => ({ steps: [run({ shell: "bash" }, sh`true`)] }),
  );
  assert.equal(made.diagnostics, []);
  const sealed = seal(made, []);
  assert.is(
    sealed.ok ? printAction(sealed.value, generator).split("\n").slice(1).join("\n") : "",
    `# top

# first
name: A
description: B

runs: # runs
  using: composite
  steps:
    # a step
    - run: "true"
      shell: bash
# end
`,
  );
});
notes("at nodes that are not there are told of, with what is there", () => {
  const made = workflow("w", {
    note: { at: { "jobs.a.envv": "x" } },
    on,
    jobs: [
      job("a", {
        "runs-on": "x",
        env: {},
        steps: [
          run(
            { note: { at: { 'env["A"]': "y", "with.path": { last: "z" }, run: { last: "w" } } }, env: { B: "1" } },
            sh`true`,
          ),
        ],
      }),
    ],
  });
  assert.equal(said(made), [
    [
      'note-path-unknown: The note "x" stands at `jobs.a.envv`, and nothing does.',
      "Did you mean `env`?",
      { path: ["jobs", "a"] },
    ],
    [
      'note-path-unknown: The note "y" stands at `jobs.a.steps[0].env.A`, and nothing does.',
      "Did you mean `B`?",
      { path: ["jobs", "a", "steps", 0, "env"] },
    ],
    [
      'note-path-unknown: The note "z" stands at `jobs.a.steps[0].with.path`, and nothing does.',
      "There is `env`, `run` and `shell`.",
      { path: ["jobs", "a", "steps", 0] },
    ],
    [
      'note-at-scalar: The note "w" stands after the last entry of `jobs.a.steps[0].run`, which has no entries.',
      "Put it `above`, or at the `end` of the line.",
      { path: ["jobs", "a", "steps", 0, "run"] },
    ],
  ]);
});
notes("lines alone stand above", () => {
  const made = workflow("w", {
    on,
    note: ["one", "two"],
    permissions: {},
    jobs: [job("a", { "runs-on": noted("x", ["three", "four"]), note: { at: { steps: ["five"] } }, steps })],
  });
  assert.is(
    printed(made),
    `
# one
# two
name: w

on:
  push:

permissions: {}

jobs:
  a:
    # three
    # four
    runs-on: x
    # five
    steps:
      - run: "true"
        shell: bash
`,
  );
});
notes("are refused where they are no notes", () => {
  const made = (note: unknown) => refusal(() => job("a", { "runs-on": "x", note: note as never, steps }));
  assert.is(made({ at: { "a b": "x" } }), 'note-path-invalid: The note of job "a" names "a b", which is no path.');
  assert.match(made(3), /^value-misplaced: /);
  assert.match(made({ end: 3 }), /^value-misplaced: /);
  assert.match(made({ at: { env: 3 } }), /^value-misplaced: /);
  assert.match(made({ above: undefined }), /^value-undefined: /);
  assert.match(
    refusal(() => run({ note: [3] as never }, sh`true`)),
    /^value-misplaced: |^value-undefined: /,
  );
});
notes.run();

const files = suite("files of workflows");
files("have the extension that is stated", () => {
  const { file, uses } = workflow("w", { on, extension: "yaml", jobs: [job("a", { "runs-on": "x", steps })] });
  assert.equal([file, uses], ["w.yaml", "./.github/workflows/w.yaml"]);
  assert.match(
    refusal(() => workflow("w", { on, extension: "json" as never, jobs: [] })),
    /^value-misplaced: /,
  );
});
for (const id of [
  "_w",
  "a b (1)",
  "ci@v1",
  "über",
  ".hidden",
  "a".repeat(200),
  "a".repeat(201),
  "a/b",
  "con",
  "a.",
  " a",
  "",
]) {
  const isName = /^(?:_w|a b|ci|ü|\.h|a{200}$)/.test(id);
  files(`may be called ${JSON.stringify(id)}: ${isName}`, () => {
    const { diagnostics } = workflow(id, { on, jobs: [job("a", { "runs-on": "x", steps })] });
    const codes = diagnostics.map(({ code }) => code);
    assert.equal(codes, isName ? [] : ["workflow-id-invalid"]);
  });
}
files.run();
