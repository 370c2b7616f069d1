import { suite } from "uvu";
import * as assert from "uvu/assert";
import { files, jobs, neededPermissions, steps, workflow, workflows } from "./helpers/generated-workflows.ts";

// What the orchestrator's jobs may do, whose tasks they read, and where they keep the log.

const dispatching = ["ORCHESTRATOR_BOT_TOKEN", "ORCHESTRATOR_APP_PRIVATE_KEY"];

const rights = suite("rights of the orchestrator's jobs");
rights("issues are written only where rc answers or appends to the log, or where such a workflow is called", () => {
  const writers = jobs.filter(
    ({ job }) => job.permissions?.issues === "write" || job.permissions?.["pull-requests"] === "write",
  );
  assert.is(writers.length, 4);
  for (const { at, job } of writers) {
    const called = job.uses === undefined ? [job] : Object.values(workflow(job.uses).jobs);
    const answers = called.filter((each) =>
      each.steps?.some((step) => /\brc orchestrator (dispatch|refuse|log)\b/.test(step.run ?? "")),
    );
    assert.ok(answers.length > 0, at);
  }
});
rights("what a called workflow's jobs ask for, the calling job has: no more, no less", () => {
  const calling = jobs.filter(({ job }) => job.uses !== undefined);
  assert.equal(
    calling.map(({ at }) => at),
    ["orchestrator-runner.yml orchestrate", "orchestrator-runner.yml log", "reusable-orchestrator.yml gate"],
  );
  for (const { at, job } of calling) {
    assert.equal(job.permissions, neededPermissions(workflow(job.uses ?? "")), at);
  }
});
rights("no cache is restored or saved in the orchestrator's workflows", () => {
  assert.equal(
    [...workflows]
      .filter(([, each]) => each["cache-mode"] !== undefined)
      .map(([file, each]) => [file, each["cache-mode"]]),
    files.filter((file) => /orchestrator|gate/.test(file)).map((file) => [file, "none"]),
  );
});
rights("whatever job reads a token that dispatches is bound to the environment, and cannot write contents", () => {
  const readers = jobs.filter(({ job }) => dispatching.some((name) => JSON.stringify(job.steps ?? []).includes(name)));
  assert.is(readers.length, 1);
  for (const { at, job } of readers) {
    assert.equal(job.environment, { name: "orchestrator", deployment: false }, at);
  }
  for (const { at, job } of jobs.filter(({ job }) => job.permissions?.contents === "write")) {
    assert.equal([...JSON.stringify(job).matchAll(/secrets\.(\w+)/g)], [], at);
  }
});
rights.run();

const parts = suite("parts that the orchestrator's workflows share");
parts("the caller's tasks are one file of its default branch, whatever the run's ref", () => {
  const fetching = steps.filter(({ step }) => step.name === "Check out the caller's tasks");
  assert.equal(
    fetching.map(({ at }) => at.split(" ").slice(0, 2).join(" ")),
    ["permission-gate.yml gate", "reusable-orchestrator.yml dispatch", "reusable-orchestrator.yml refuse"],
  );
  for (const { step } of fetching) {
    assert.is(step.if, "inputs.tasks != ''");
    assert.equal(step.with, {
      repository: "${{ github.repository }}",
      ref: "${{ github.event.repository.default_branch }}",
      path: "caller",
      "sparse-checkout": "/${{ inputs.tasks }}",
      "sparse-checkout-cone-mode": false,
      "persist-credentials": false,
    });
  }
  const readers = steps.filter(({ step }) => step.run?.includes("TASKS_FILE"));
  assert.is(readers.length, 3);
  for (const { step } of readers) {
    assert.is(
      step.env?.TASKS_FILE,
      "${{ case(inputs.tasks != '', format('caller/{0}', inputs.tasks), 'generated/orchestrator-tasks.json') }}",
    );
  }
});
parts("orchestrator-log-branch and orchestrator-log-issue differ in the place alone", () => {
  const ofPlace = (place: string) => workflow(`orchestrator-log-${place}.yml`);
  for (const [place, input, permissions] of [
    ["branch", { default: "orchestrator-log", type: "string" }, { contents: "write" }],
    ["issue", { required: true, type: "number" }, { contents: "read", issues: "write" }],
  ] as const) {
    const { on, jobs } = ofPlace(place);
    const { inputs } = on.workflow_call as { inputs: Record<string, Record<string, unknown>> };
    const { description: _, ...declared } = inputs[place] ?? {};
    assert.equal([Object.keys(on), Object.keys(inputs), declared], [["workflow_call"], [place], input]);
    assert.equal(Object.keys(jobs), ["log"]);
    assert.equal(jobs.log?.permissions, permissions);
    assert.equal(
      jobs.log?.steps?.map((step) => step.name),
      [
        "Insist on the orchestrator's commit",
        "Check out the orchestrator",
        "Set up Node",
        "Install",
        "Take over the records",
        "Append",
      ],
    );
    assert.equal(jobs.log?.steps?.[4]?.with, { pattern: "orchestrator*", path: "artifacts/log" });
    assert.equal(jobs.log?.steps?.[5]?.env, {
      GITHUB_TOKEN: "${{ github.token }}",
      LOG_PLACE: `${place}:\${{ inputs.${place} }}`,
    });
  }
  assert.equal(ofPlace("branch").jobs.log?.steps?.[5]?.run, ofPlace("issue").jobs.log?.steps?.[5]?.run);
});
parts.run();
