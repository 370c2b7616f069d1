import { NormalJob, ReusableWorkflowCallJob, Step, Workflow } from "@github-actions-workflow-ts/lib";
import { isAuthoringError } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { collectDocuments, fromRepository, job, js, run, sh, triggers, useAction, workflow } from "yardmaster";

const test = suite("documents of a module");
const { on } = triggers({ push: null });

test("are found among its exports, by name, each once", () => {
  const b = workflow("b", { on, jobs: [] });
  const a = workflow("a", { on, jobs: [] });
  const found = collectDocuments({
    z: a,
    b,
    again: b,
    helper: () => 1,
    text: "x",
    none: null,
    other: { filename: 3, workflow: {} },
  });
  assert.equal(
    found.map((document) => document.id),
    ["b", "a"],
  );
});
test("workflows of @github-actions-workflow-ts/lib are taken as they are, undefined keys left out", () => {
  const step = new Step({ name: "Say", run: "echo ${{ github.sha }}", env: { A: "1" } });
  const build = new NormalJob("build", { "runs-on": "ubuntu-24.04", "timeout-minutes": 5 }).addStep(step);
  const deploy = new ReusableWorkflowCallJob("deploy", { uses: "./.github/workflows/d.yml" }).needs([build]);
  const theirs = new Workflow("theirs.yml", {
    name: "Theirs",
    on: { push: { branches: ["main"] } },
    env: undefined as never,
  }).addJobs([build, deploy]);
  assert.equal(collectDocuments({ theirs }), [
    {
      yardmaster: "workflow",
      id: "theirs",
      model: {
        name: "Theirs",
        on: { push: { branches: ["main"] } },
        jobs: {
          build: {
            "runs-on": "ubuntu-24.04",
            "timeout-minutes": 5,
            steps: [{ name: "Say", run: "echo ${{ github.sha }}", env: { A: "1" } }],
          },
          deploy: { uses: "./.github/workflows/d.yml", needs: ["build"] },
        },
      },
      header: [],
      comments: [],
      origins: [],
      escapes: [],
      diagnostics: [],
    },
  ]);
});
test("an action's pin is a commit with its version, or the module does not load", () => {
  for (const [sha, version, problem] of [
    ["v4", "v4.0.0", 'the commit "v4" is not 40 hex digits'],
    ["A".repeat(40), "v4.0.0", `the commit "${"A".repeat(40)}" is not 40 hex digits`],
    ["a".repeat(40), "v4 # x", 'the version "v4 # x" is not a tag\'s name'],
  ] as const) {
    try {
      useAction("o/r", { sha, version }, []);
      assert.unreachable();
    } catch (error) {
      assert.ok(isAuthoringError(error));
      assert.is(error.diagnostic.code, "pin-invalid");
      assert.is(error.diagnostic.message, `The pin of o/r cannot be used: ${problem}.`);
    }
  }
});
test("a workflow of another repository is named by owner/repo and pinned to a commit", () => {
  const callable = workflow("c", { on: triggers({ workflow_call: {} }).on, jobs: [] });
  for (const [repository, sha, version, problem] of [
    ["o", "a".repeat(40), "v1", "it is not `owner/repo`"],
    ["o/..", "a".repeat(40), "v1", "it is not `owner/repo`"],
    ["o/r/x", "a".repeat(40), "v1", "it is not `owner/repo`"],
    ["o/r", "main", "v1", 'the commit "main" is not 40 hex digits'],
    ["o/r", "a".repeat(40), "v1\nx", 'the version "v1\\nx" is not a tag\'s name'],
  ] as const) {
    assert.throws(
      () => fromRepository(callable, { repository, sha, version }),
      (error: Error) => error.message === `The pin of ${repository} cannot be used: ${problem}.`,
    );
  }
});
test("a script in an action's input is hoisted into the step's environment", () => {
  const { on, github } = triggers({ push: null });
  const step = useAction(
    "actions/github-script",
    { sha: "a".repeat(40), version: "v8.0.0" },
    ["result"],
    { retries: 2, script: js`core.info(${github.sha})` },
    { env: { A: "1" } },
  );
  const read = run(sh`echo ${step.outputs.result}`);
  const { model } = workflow("w", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step, read] })] });
  assert.equal((model.jobs.a as unknown as { steps: unknown[] }).steps, [
    {
      id: "github-script",
      env: { A: "1", GH_SHA: "${{ github.sha }}" },
      uses: `actions/github-script@${"a".repeat(40)}`,
      with: { retries: 2, script: "core.info(process.env.GH_SHA)" },
    },
    {
      env: { STEP_GITHUB_SCRIPT_RESULT: "${{ steps.github-script.outputs.result }}" },
      run: 'echo "${STEP_GITHUB_SCRIPT_RESULT}"',
    },
  ]);
});
test.run();
