import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings } from "./findings.ts";

const said = (on: string, condition: string, more = "") =>
  allFindings({ ci: `on: ${on}\njobs: {a: {if: ${JSON.stringify(condition)}, runs-on: x, ${more} steps: [{run: y}]}}` })
    .filter((line) => / condition-(?:no|every)-event: /.test(line))
    .map((line) => line.replace(/^ci /, ""));
/** `never`, `always`, or nothing. */
const verdict = (on: string, condition: string) =>
  said(on, condition).map((line) => (line.includes("condition-no-event") ? "never" : "always"))[0];

const test = suite("condition-no-event, condition-every-event");
const main = "{push: {branches: [main]}}";
const both = "{push: {branches: [main]}, pull_request: {types: [opened, labeled]}}";
for (const [on, condition, expected] of [
  ["push", "github.event_name == 'pull_request'", "never"],
  ["push", "github['event_name'] == 'PUSH'", "always"],
  ["[push, pull_request]", "github.event_name == 'pull_request'", undefined],
  ["[push, workflow_call]", "github.event_name == 'pull_request'", undefined],
  ["{}", "github.event_name == 'pull_request'", undefined],
  ["some_event", "github.event.pull_request", undefined],
  [main, "github.ref == 'refs/heads/main'", undefined],
  [main, "github.ref == 'refs/heads/Main'", undefined],
  [main, "github.ref == 'refs/heads/dev'", "never"],
  [main, "github.ref != 'refs/heads/dev'", "always"],
  [main, "github.ref_name == 'dev' || github.ref == 'refs/tags/main'", "never"],
  [main, "startsWith(github.ref, 'refs/tags/')", "never"],
  [main, "startsWith(github.ref, 'refs/')", "always"],
  [main, "startsWith(github.ref, 'refs/heads/re')", undefined],
  [main, "github.ref_type == 'branch'", "always"],
  ["{push: {branches: ['rel/**', '!rel/x']}}", "github.ref_name == 'rel/x'", "never"],
  ["{push: {branches: ['rel/**']}}", "github.ref == 'refs/heads/rel/1'", undefined],
  ["{push: {branches-ignore: [dev]}}", "github.ref_name == 'dev'", "never"],
  ["{push: {branches-ignore: [dev]}}", "startsWith(github.ref, 'refs/tags/')", "never"],
  ["{push: {branches: '${{ x }}'}}", "github.ref == 'refs/heads/main'", "never"],
  ["{push: {branches: [5]}}", "github.ref == 'refs/heads/main'", undefined],
  ["{push: {tags: ['v*']}}", "github.ref == 'refs/heads/main'", "never"],
  ["{push: {branches: [main], tags: ['v*']}}", "startsWith(github.ref, 'refs/tags/')", undefined],
  ["{push: {paths: [a]}}", "startsWith(github.ref, 'refs/tags/')", undefined],
  ["push", "github.event.pull_request.head.repo.fork == false", "always"],
  ["push", "contains(github.event.pull_request.labels.*.name, 'x')", "never"],
  ["push", "github.event.inputs.x == 'y'", "never"],
  ["[push, workflow_dispatch]", "inputs.x", undefined],
  ["push", "inputs.x", "never"],
  ["pull_request", "github.ref == 'refs/heads/main'", "never"],
  ["pull_request", "github.base_ref == 'main'", undefined],
  ["{pull_request: {branches: [main]}}", "github.base_ref == 'dev'", "never"],
  ["{pull_request: {branches: [main]}}", "github.event.pull_request.base.ref == 'dev'", "never"],
  ["pull_request", "github.event.action == 'closed'", "never"],
  ["pull_request", "github.event.pull_request.merged == true", "never"],
  ["{pull_request: {types: [closed]}}", "github.event.pull_request.merged", undefined],
  ["{pull_request: {types: closed}}", "github.ref == 'refs/heads/main'", undefined],
  ["{pull_request: {types: ['${{ x }}', 5]}}", "github.event.action == 'closed'", undefined],
  ["pull_request_target", "github.ref == 'refs/heads/main'", undefined],
  ["pull_request", "github.event.label.name == 'x'", "never"],
  [both, "github.event.label.name == 'x'", undefined],
  [both, "github.event_name == 'push' && github.event.action == 'opened'", "never"],
  [both, "github.event_name == 'push' || github.event.action", "always"],
  [both, "always() && github.event_name == 'schedule'", "never"],
  [both, "always() || github.event_name == 'schedule'", undefined],
  [both, "!cancelled()", undefined],
  [both, "success() && github.event_name != 'schedule'", undefined],
  ["{schedule: [{cron: '0 0 * * *'}]}", "github.event.schedule == '0 1 * * *'", "never"],
  ["{schedule: [{cron: '0 0 * * *'}, {cron: '0 1 * * *'}]}", "github.event.schedule == '0 1 * * *'", undefined],
  ["{schedule: [{cron: 5}]}", "github.event.schedule == '0 1 * * *'", undefined],
  ["issue_comment", "github.event.pull_request", "never"],
  ["issue_comment", "github.event.issue.pull_request", undefined],
  ["{issues: {types: [opened]}}", "github.event.action == 'closed'", "never"],
  ["issues", "github.event.action == 'closed'", undefined],
  ["release", "startsWith(github.ref, 'refs/heads/')", "never"],
  ["workflow_run", "github.event.workflow_run.conclusion == 'success'", undefined],
  ["workflow_dispatch", "github.ref == 'refs/heads/main'", undefined],
  [main, "github.repository == 'o/r'", undefined],
  [main, "false", undefined],
  [main, "github.ref ==", undefined],
  [main, "a ${{ github.event_name == 'x' }}", undefined],
] as const) {
  test(`${on}: ${condition}`, () => assert.is(verdict(on, condition), expected));
}
test("quotes the part that is false, and names the events once each", () => {
  assert.equal(said(both, "github.actor != 'x' && github.event.action == 'closed'"), [
    "jobs.a.if warning condition-no-event: `github.event.action == 'closed'` is false whatever starts this workflow (`push`, `pull_request`): the job never runs.",
  ]);
  assert.equal(said("push", "${{ github.event_name == 'push' }}"), [
    "jobs.a.if warning condition-every-event: `github.event_name == 'push'` is true whatever starts this workflow (`push`): it says nothing.",
  ]);
});
test("looks at steps within what their job leaves over, and not into jobs that are dead", () => {
  const step = (job: string) => `on: [push, pull_request]
jobs: {a: {if: "${job}", runs-on: x, steps: [{run: y, if: "github.event_name == 'push'"}]}}`;
  const lines = (job: string) =>
    allFindings({ ci: step(job) })
      .filter((line) => line.includes("-event:"))
      .map((line) => line.split(":")[0]);
  assert.equal(lines("github.event_name == 'pull_request'"), ["ci jobs.a.steps.0.if warning condition-no-event"]);
  assert.equal(lines("github.event_name == 'schedule'"), ["ci jobs.a.if warning condition-no-event"]);
  assert.equal(lines("vars.X"), []);
});
test.run();
