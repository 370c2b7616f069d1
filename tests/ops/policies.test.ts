import { readFileSync } from "node:fs";
import { nothingKnown, type Value, type ValueMap, viewWorkflow, type WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { policies } from "../../workflows-src/policies.ts";
import { files } from "./helpers/generated-workflows.ts";

// This repository's policies (row C3 of the mission) over its YAML as it is, and as somebody could break it.

const test = suite("the policies of this repository");

function read(file: string): WorkflowModel {
  const text = readFileSync(new URL(`../../.github/workflows/${file}`, import.meta.url), "utf8");
  return readYaml(text).model as WorkflowModel;
}

/** Names of the policies that a workflow breaks. */
function broken(file: string, model: WorkflowModel): readonly string[] {
  const facts = { ...nothingKnown, workflows: new Map() };
  const workflow = Object.assign(viewWorkflow(model), { file: `.github/workflows/${file}`, comments: [], facts });
  const names = new Set<string>();
  for (const { name, check } of policies) check(workflow, () => names.add(name));
  return [...names];
}

test("every workflow keeps them all", () => {
  for (const file of files) assert.equal(broken(file, read(file)), [], file);
});

const changed = (model: WorkflowModel, keys: ValueMap): WorkflowModel => ({ ...model, ...keys });
const changedJob = (model: WorkflowModel, id: string, keys: ValueMap): WorkflowModel => ({
  ...model,
  jobs: { ...model.jobs, [id]: { ...model.jobs[id], ...keys } },
});
const steps: readonly Value[] = [{ run: "make", env: { KEY: "${{ secrets.ORCHESTRATOR_BOT_TOKEN }}" } }];

const breaks: readonly (readonly [file: string, name: string, change: (model: WorkflowModel) => WorkflowModel])[] = [
  ["ci.yml", "time-zone", (model) => changed(model, { env: {} })],
  ["ci.yml", "time-zone", (model) => changed(model, { env: { TZ: "UTC" } })],
  ["adopt.yml", "time-zone", (model) => changed(model, { on: { schedule: [{ cron: "0 6 * * *" }] } })],
  ["ci.yml", "allowed-triggers", (model) => changed(model, { on: ["push", "release"] })],
  ["permission-gate.yml", "allowed-triggers", (model) => changed(model, { on: { workflow_call: {}, push: {} } })],
  ["ci.yml", "forbidden-triggers", (model) => changed(model, { on: "pull_request_target" })],
  ["orchestrator-runner.yml", "created-comments", (model) => changed(model, { on: { issue_comment: {} } })],
  ["ci.yml", "secret-readers", (model) => changedJob(model, "drift", { steps })],
  ["reusable-orchestrator.yml", "secret-readers", (model) => changedJob(model, "refuse", { steps })],
  ["orchestrator-runner.yml", "no-inherited-secrets", (model) => changedJob(model, "log", { secrets: "inherit" })],
  ["ci.yml", "no-secrets-in-workflow-env", (model) => changed(model, { env: { K: "${{ github.token }}" } })],
  ["ci.yml", "no-secrets-in-job-env", (model) => changedJob(model, "drift", { env: { K: "${{ github.token }}" } })],
  ["ci.yml", "allowed-actions", (model) => changedJob(model, "drift", { steps: [{ uses: "a/b@v1" }] })],
  ["ci.yml", "pinned-actions", (model) => changedJob(model, "drift", { steps: [{ uses: "actions/cache@v5" }] })],
  [
    "ci.yml",
    "no-persisted-credentials",
    (model) => changedJob(model, "drift", { steps: [{ uses: "actions/checkout@x" }] }),
  ],
  ["ci.yml", "require-permissions", (model) => changedJob(model, "drift", { permissions: undefined })],
  ["ci.yml", "job-timeouts", (model) => changedJob(model, "drift", { "timeout-minutes": 100 })],
];
for (const [file, name, change] of breaks) {
  test(`${name}: a broken ${file} is found`, () => {
    assert.is(broken(file, change(read(file))).includes(name), true);
  });
}

test.run();
