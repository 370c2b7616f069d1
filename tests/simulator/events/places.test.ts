import { completeEvent, eventHelp, type GivenEvent, loadExamples, simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly says?: string;
  readonly given: Omit<GivenEvent, "instant">;
  /** `GITHUB_REF`. */
  readonly ref: string;
  /** `GITHUB_SHA`; empty where it is not known. */
  readonly sha: string;
}

// The table of each event: docs.github.com, "Events that trigger workflows", `GITHUB_SHA` and `GITHUB_REF`.
const tip = "1111111111111111111111111111111111111111";
const other = "2222222222222222222222222222222222222222";
/** Last commit on default branch. */
const onDefault = { ref: "refs/heads/trunk", sha: tip } as const;

const cases: readonly Case[] = [
  ...[
    ...["branch_protection_rule", "check_run", "check_suite", "delete", "discussion", "discussion_comment", "fork"],
    ...["gollum", "image_version", "issue_comment", "issues", "label", "milestone", "page_build", "project"],
    ...["project_card", "project_column", "public", "repository_dispatch", "schedule", "watch"],
  ].map((name): Case => ({ given: { name, sha: tip }, ...onDefault })),
  {
    says: "with another branch checked out",
    given: { name: "issues", ref: "topic", sha: other },
    ref: "refs/heads/trunk",
    sha: "",
  },
  { says: "branch", given: { name: "create", ref: "topic", sha: tip }, ref: "refs/heads/topic", sha: tip },
  { says: "tag", given: { name: "create", ref: "refs/tags/v1", sha: tip }, ref: "refs/tags/v1", sha: tip },
  { says: "of a branch", given: { name: "deployment", ref: "topic", sha: tip }, ref: "refs/heads/topic", sha: tip },
  {
    says: "of a commit: no ref",
    given: { name: "deployment", payload: { action: "created", deployment: { ref: tip, sha: tip } } },
    ref: "",
    sha: tip,
  },
  { given: { name: "deployment_status", ref: "refs/tags/v1", sha: tip }, ref: "refs/tags/v1", sha: tip },
  {
    given: { name: "merge_group", ref: "refs/heads/gh-readonly-queue/trunk/pr-7-abc", sha: tip },
    ref: "refs/heads/gh-readonly-queue/trunk/pr-7-abc",
    sha: tip,
  },
  { given: { name: "pull_request", number: 7, sha: tip }, ref: "refs/pull/7/merge", sha: "" },
  {
    says: "its test merge",
    given: { payload: { action: "opened", pull_request: { number: 7, merge_commit_sha: other, head: { sha: tip } } } },
    ref: "refs/pull/7/merge",
    sha: other,
  },
  {
    says: "closed as it was merged",
    given: {
      payload: {
        action: "closed",
        pull_request: { number: 7, merged: true, merge_commit_sha: other, base: { ref: "release" } },
      },
    },
    ref: "refs/heads/release",
    sha: other,
  },
  {
    says: "closed and not merged",
    given: { payload: { action: "closed", pull_request: { number: 7, merged: false, base: { ref: "release" } } } },
    ref: "refs/pull/7/merge",
    sha: "",
  },
  { given: { name: "pull_request_review", number: 7 }, ref: "refs/pull/7/merge", sha: "" },
  { given: { name: "pull_request_review_comment", number: 7 }, ref: "refs/pull/7/merge", sha: "" },
  { given: { name: "pull_request_target", number: 7, base: "release", sha: tip }, ref: "refs/heads/trunk", sha: "" },
  { says: "branch", given: { name: "push", ref: "topic", sha: tip }, ref: "refs/heads/topic", sha: tip },
  { says: "tag", given: { name: "push", ref: "tags/v1", sha: tip }, ref: "refs/tags/v1", sha: tip },
  {
    says: "of a branch that is deleted",
    given: { name: "push", payload: { ref: "refs/heads/gone", before: tip, after: other, deleted: true } },
    ref: "refs/heads/trunk",
    sha: "",
  },
  { given: { name: "registry_package", ref: "refs/tags/v1", sha: tip }, ref: "refs/tags/v1", sha: tip },
  { given: { name: "release", ref: "refs/tags/v2.0", sha: tip }, ref: "refs/tags/v2.0", sha: tip },
  { given: { name: "release", ref: "v2.0", sha: tip }, ref: "refs/tags/v2.0", sha: tip },
  { given: { name: "status", sha: other }, ref: "refs/heads/trunk", sha: "" },
  { says: "branch", given: { name: "workflow_dispatch", ref: "topic", sha: tip }, ref: "refs/heads/topic", sha: tip },
  { says: "tag", given: { name: "workflow_dispatch", ref: "refs/tags/v1", sha: tip }, ref: "refs/tags/v1", sha: tip },
  { says: "no ref", given: { name: "workflow_dispatch", sha: tip }, ...onDefault },
  { given: { name: "workflow_run", head: "topic", sha: other }, ref: "refs/heads/trunk", sha: "" },
];

const examples = await loadExamples();
const text = `on: {${eventHelp.map(({ name }) => `${name}: {}`).join(", ")}}
jobs: {a: {runs-on: ubuntu-24.04, steps: [{run: "true"}]}}`
  .replace("pull_request: {}", "pull_request: {types: [opened, closed]}")
  .replace("schedule: {}", "schedule: [{cron: '0 12 * * *'}]");
const repository = repositoryOf({ "a.yml": text }, { defaultBranch: "trunk" });

const test = suite("what a run stands on");
for (const { says, given, ref, sha } of cases) {
  const name = given.name ?? "pull_request";
  test(`${name}${says === undefined ? "" : `, ${says}`}`, () => {
    const completed = completeEvent({ instant: "2026-11-27T12:00:00Z", ...given }, repository, examples);
    assert.ok("event" in completed, JSON.stringify(completed));
    const [workflow] = simulate(repository, completed.event).workflows;
    assert.is(workflow?.starts, "yes", workflow?.reason.text);
    assert.equal({ ref: workflow?.run?.ref, sha: workflow?.run?.sha }, { ref, sha });
  });
}
test("the commit of another branch is not that of the default branch", () => {
  const event = eventOf({ name: "issues", payload: { action: "opened" }, ref: "refs/heads/topic", sha: other });
  const [workflow] = simulate(repository, event).workflows;
  assert.equal([workflow?.run?.ref, workflow?.run?.sha], ["refs/heads/trunk", ""]);
});
test("every event has a row", () => {
  const missing = eventHelp.filter(({ name }) => !cases.some(({ given }) => (given.name ?? "pull_request") === name));
  assert.equal(missing, []);
});
test.run();
