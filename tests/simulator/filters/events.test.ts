import type { ValueMap } from "@yardmaster/core";
import type { SimulatedEvent } from "@yardmaster/simulator";
import { eventsPage, type StartCase, testCases } from "./start-cases.ts";

const ran = (name: string, facts: Partial<SimulatedEvent> = {}): Partial<SimulatedEvent> => ({
  name: "workflow_run",
  payload: { action: "completed", workflow_run: { name, head_branch: "main" }, workflow: { name } },
  ...facts,
});
const two = (action: string, key: string, fields: ValueMap): Partial<SimulatedEvent> => ({
  name: key,
  payload: { action, [key]: fields },
});

const runs: readonly StartCase[] = [
  {
    says: "one of the workflows that are listed",
    on: "{workflow_run: {workflows: [Staging, Lab]}}",
    event: ran("Lab"),
    comesTo: "yes event-listed",
    text: "`on` lists `workflow_run`; `workflows` lists `Lab`",
    path: "on.workflow_run.workflows",
    source: `${eventsPage}, workflow_run`,
  },
  {
    says: "another workflow",
    on: "{workflow_run: {workflows: [Staging, Lab]}}",
    event: ran("lab"),
    comesTo: "no workflows-none-match",
    text: "`workflows` lists `Staging` and `Lab`, not `lab`",
    source: `${eventsPage}, workflow_run`,
  },
  {
    says: "what would match as a pattern",
    on: "{workflow_run: {workflows: ['*']}}",
    event: ran("Build"),
    comesTo: "unknown workflows-pattern",
    source: "stated nowhere",
  },
  {
    says: "a run that is not known",
    on: "{workflow_run: {workflows: [Build]}}",
    event: { name: "workflow_run", payload: { action: "completed" } },
    comesTo: "unknown run-unknown",
    source: `${eventsPage}, workflow_run`,
  },
  {
    says: "the third in a row",
    on: "{workflow_run: {workflows: [C]}}",
    event: ran("C", { chainLength: 3 }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, workflow_run: of A to F, E and F do not run`,
  },
  {
    says: "the fourth in a row",
    on: "{workflow_run: {workflows: [D]}}",
    event: ran("D", { chainLength: 4 }),
    comesTo: "no chain-too-long",
    source: `${eventsPage}, workflow_run: of A to F, E and F do not run`,
  },
];

const dispatches: readonly StartCase[] = [
  {
    says: "the workflow that is dispatched",
    on: "workflow_dispatch",
    event: { name: "workflow_dispatch", payload: { workflow: ".github/workflows/a.yml" } },
    comesTo: "yes event-listed",
    source: `${eventsPage}, workflow_dispatch`,
  },
  {
    says: "another workflow is dispatched",
    on: "workflow_dispatch",
    event: { name: "workflow_dispatch", payload: { workflow: ".github/workflows/b.yml" } },
    comesTo: "no dispatch-of-another",
    source: `${eventsPage}, workflow_dispatch`,
  },
  {
    says: "the only one that can be dispatched",
    on: "workflow_dispatch",
    event: { name: "workflow_dispatch" },
    comesTo: "yes event-listed",
    source: `${eventsPage}, workflow_dispatch`,
  },
];

const exceptions: readonly StartCase[] = [
  {
    says: "a check run of Actions",
    on: "check_run",
    event: two("completed", "check_run", { check_suite: { app: { slug: "github-actions" } } }),
    comesTo: "no check-of-actions",
    source: `${eventsPage}, check_run`,
  },
  {
    says: "a check run of another App",
    on: "check_run",
    event: two("completed", "check_run", { check_suite: { app: { slug: "codecov" } } }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, check_run`,
  },
  {
    says: "a check suite of Actions",
    on: "check_suite",
    event: two("completed", "check_suite", { app: { slug: "github-actions" } }),
    comesTo: "no check-of-actions",
    source: `${eventsPage}, check_suite`,
  },
  {
    says: "a deployment that becomes inactive",
    on: "deployment_status",
    event: two("created", "deployment_status", { state: "inactive" }),
    comesTo: "no deployment-inactive",
    source: `${eventsPage}, deployment_status`,
  },
  {
    says: "a deployment that succeeds",
    on: "deployment_status",
    event: two("created", "deployment_status", { state: "success" }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, deployment_status`,
  },
  ...["created", "edited", "deleted"].map(
    (action): StartCase => ({
      says: `a draft of a release that is ${action}`,
      on: "release",
      event: two(action, "release", { draft: true }),
      comesTo: "no release-draft",
      source: `${eventsPage}, release`,
    }),
  ),
  {
    says: "a release that is published",
    on: "release",
    event: two("published", "release", { draft: false }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, release`,
  },
  {
    says: "a version of an image, by its name",
    on: "{image_version: {names: [Mine]}}",
    event: { name: "image_version", payload: { action: "ready" } },
    comesTo: "unknown image-unknown",
    source: `${eventsPage}, image_version: its payload is documented nowhere`,
  },
];

testCases("workflow_run", runs);
testCases("workflow_dispatch", dispatches);
testCases("what GitHub leaves out", exceptions);
