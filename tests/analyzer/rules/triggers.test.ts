import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codes, findings, steps } from "./findings.ts";

const test = suite("rules of triggers");
const jobs = `jobs: { a: { ${steps} } }`;
const on = (events: string) => ({ w: `on: ${events}\n${jobs}` });

test("filters that exclude each other, each pair of each event", () => {
  assert.equal(
    findings(on("{ push: { paths: [a], paths-ignore: [b] }, pull_request: { branches: a, branches-ignore: b } }")),
    [
      "w on.push.paths-ignore error filters-exclusive: GitHub refuses the event `push`: you may only define one of `paths` and `paths-ignore` for a single event.",
      "w on.pull_request.branches-ignore error filters-exclusive: GitHub refuses the event `pull_request`: you may only define one of `branches` and `branches-ignore` for a single event.",
    ],
  );
  assert.equal(codes(on("{ push: { tags: [a], tags-ignore: [b], branches: [a] } }")), [
    "w on.push.tags-ignore error filters-exclusive",
  ]);
  // Over two events each has one.
  assert.equal(codes(on("{ push: { paths: [a], branches-ignore: [b] }, pull_request: { paths-ignore: [a] } }")), []);
});
test("a filter of exclusions alone", () => {
  assert.equal(findings(on('{ push: { paths: ["!docs/**"], branches: "!wip/**" } }')), [
    "w on.push.branches error filter-only-negative: Every pattern of `branches` begins with `!`, so `push` matches nothing and never starts the workflow.",
    "w on.push.paths error filter-only-negative: Every pattern of `paths` begins with `!`, so `push` matches nothing and never starts the workflow.",
  ]);
  assert.equal(codes(on('{ push: { paths: ["**", "!docs/**"], branches: [] } }')), []);
});
test("filters that the event does not have, which GitHub ignores", () => {
  assert.equal(findings(on("{ merge_group: { paths: [a] }, create: { tags: [v1] } }")), [
    "w on.merge_group.paths warning filter-ignored: The event `merge_group` has no `paths`: GitHub ignores it, and the workflow runs whatever it says.",
    "w on.create.tags warning filter-ignored: The event `create` has no `tags`: GitHub ignores it, and the workflow runs whatever it says.",
  ]);
  assert.equal(
    codes(
      on("{ push: { tags: [v1] }, merge_group: { branches: [a] }, workflow_call: { paths: [a] }, new: { tags: [a] } }"),
    ),
    ["w on.new error event-unknown", "w on.workflow_call.paths error key-unknown"],
  );
});
test("an activity that looks like a known one is refused, another is let through with a warning", () => {
  assert.equal(findings(on("{ pull_request: { types: [opened, reopend, brand_new] }, issues: { types: opend } }")), [
    'w on.pull_request.types.1 error activity-type-misspelled: The event `pull_request` has no activity "reopend".',
    'w on.pull_request.types.2 warning activity-type-unknown: The activity "brand_new" of `pull_request` is not known here; if GitHub does not know it either, it starts nothing.',
    'w on.issues.types error activity-type-misspelled: The event `issues` has no activity "opend".',
  ]);
  assert.equal(codes(on("{ repository_dispatch: { types: [anything] } }")), []);
});
test("a type of an input that GitHub does not know", () => {
  assert.equal(findings(on("{ workflow_dispatch: { inputs: { n: { type: int }, b: { Type: boolean }, t: } } }")), [
    'w on.workflow_dispatch.inputs.n.type warning input-type-unknown: The input "n" has the type "int", which GitHub does not know: it asks for a text.',
  ]);
  assert.equal(codes(on("{ workflow_call: { inputs: { n: { type: int } } } }")), []);
});
test("pull_request_target, in every form of `on`, but not on a server", () => {
  const warning = (path: string) =>
    `w ${path} warning pull-request-target-blocked: From 2 December 2026, public repositories block \`pull_request_target\` by default: the runs fail at their start.`;
  for (const form of [
    "pull_request_target",
    "[push, pull_request_target]",
    "{ pull_request_target: { types: [opened] } }",
  ])
    assert.equal(findings(on(form)), [warning("on.pull_request_target")]);
  assert.equal(codes(on("pull_request_target"), { target: "ghes-3.20" }), []);
  assert.equal(codes(on("pull_request")), []);
});
test("a workflow that is waited for and does not exist", () => {
  const after = (names: string) => ({ after: `on: { workflow_run: { workflows: ${names} } }\n${jobs}` });
  const build = { build: `name: Build it\non: push\n${jobs}`, bare: `on: push\n${jobs}` };
  assert.equal(codes({ ...build, ...after('["Build it", .github/workflows/bare.yml, CodeQL, "Build*"]') }), []);
  const ofGitHub = ["pages-build-deployment", "Dependabot Updates", "Dependency Graph", "Copilot cloud agent"];
  assert.equal(codes({ ...build, ...after(JSON.stringify(ofGitHub)) }), []);
  assert.equal(findings({ ...build, ...after("[Biuld it, other]") }), [
    'after on.workflow_run.workflows.0 warning workflow-run-name: `workflow_run` waits for the workflow "Biuld it", and no workflow of this repository has that name: it never comes.',
    'after on.workflow_run.workflows.1 warning workflow-run-name: `workflow_run` waits for the workflow "other", and no workflow of this repository has that name: it never comes.',
  ]);
  // The id of a workflow that has another name is no name.
  assert.equal(codes({ ...build, ...after("build") }), ["after on.workflow_run.workflows warning workflow-run-name"]);
});
test.run();
