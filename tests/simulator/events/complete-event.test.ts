import type { ValueMap } from "@yardmaster/core";
import {
  completeEvent,
  eventHelp,
  type GivenEvent,
  loadExamples,
  type SimulatedEvent,
  type SimulatedRepository,
  simulate,
} from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repositoryOf } from "../../helpers/simulated-files.ts";

const examples = await loadExamples();
const instant = "2026-11-27T12:00:00Z";
const jobs = 'jobs: {a: {runs-on: x, steps: [{run: "true"}]}}';
const plain = repositoryOf({ "ci.yml": `name: CI\non: push\n${jobs}`, "ship.yml": `on: workflow_dispatch\n${jobs}` });

function complete(given: Omit<GivenEvent, "instant">, repository: SimulatedRepository = plain): SimulatedEvent {
  const completed = completeEvent({ instant, ...given }, repository, examples);
  if ("problems" in completed) throw new Error(JSON.stringify(completed.problems));
  return completed.event;
}

function at(payload: ValueMap, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as ValueMap | undefined)?.[name], payload);
}

const test = suite("events from examples");
for (const { name } of eventHelp) {
  test(`${name}: the names of the example's repository are nowhere in it`, () => {
    const { payload, assumed } = complete({ name, ref: "main", actor: "mona" }, { ...plain, defaultBranch: "trunk" });
    const text = JSON.stringify(payload);
    assert.not.match(text, /"(?:full_name|name)":"(?:Codertocat|Octocoders|octo-org)?\/?Hello-World"/);
    if (payload.repository === undefined) return;
    assert.equal(
      ["full_name", "name", "owner.login", "private"].map((path) => at(payload, `repository.${path}`)),
      ["octo/hello", "hello", "octo", false],
    );
    if (at(payload, "repository.default_branch") !== undefined) {
      assert.is(at(payload, "repository.default_branch"), "trunk");
    }
    assert.not.ok(assumed.has("repository.full_name") || assumed.has("repository.owner.login"));
    if (payload.sender !== undefined) assert.is(at(payload, "sender.login"), "mona");
  });
}
test("a push: the ref, the commit, the message and the person are in all their places", () => {
  const sha = "1".repeat(40);
  const event = complete({ name: "push", ref: "topic", sha, message: "Mend it", actor: "mona" });
  const fields = ["ref", "after", "head_commit.id", "head_commit.message", "pusher.name", "sender.login", "deleted"];
  assert.equal(
    fields.map((path) => at(event.payload, path)),
    ["refs/heads/topic", sha, sha, "Mend it", "mona", "mona", false],
  );
  assert.equal(
    fields.filter((path) => event.assumed.has(path)),
    ["deleted"],
  );
  assert.equal(
    [event.ref, event.sha, event.actor, event.triggeringActor, event.commitMessage],
    [...["refs/heads/topic", sha, "mona", "mona", "Mend it"]],
  );
});
test("the commits of a push have no lists of files, as Actions sees them", () => {
  const { payload } = complete({ name: "push", ref: "topic" });
  assert.is(at(payload, "head_commit.added"), undefined);
  const commits = [{ id: "a", added: ["x"], modified: [], removed: [] }];
  const given = complete({ payload: { ref: "refs/heads/x", before: "a", after: "b", commits } });
  assert.equal(given.payload.commits, [{ id: "a" }]);
  assert.is(given.changedFiles, undefined);
});
test("a push of a branch is no deletion, and of a tag no push of a branch", () => {
  const branch = complete({ name: "push", ref: "topic" }).payload;
  const tag = complete({ name: "push", ref: "refs/tags/v9" }).payload;
  assert.equal([branch.deleted, branch.ref, tag.deleted, tag.ref], [false, "refs/heads/topic", false, "refs/tags/v9"]);
  assert.equal([typeof branch.head_commit, typeof tag.head_commit], ["object", "object"]);
  assert.ok(branch.head_commit !== null && tag.head_commit !== null);
});
test("a pull request: number, branches and fork are in all their places", () => {
  const event = complete({ name: "pull_request", number: 9, base: "release", head: "topic", fork: "fox/hello" });
  assert.equal(
    [
      ...["number", "pull_request.number", "pull_request.base.ref", "pull_request.head.ref", "pull_request.head.label"],
      ...["pull_request.head.repo.full_name", "pull_request.head.repo.owner.login", "pull_request.head.repo.fork"],
      ...["pull_request.base.repo.full_name", "pull_request.author_association"],
    ].map((path) => at(event.payload, path)),
    [9, 9, "release", "topic", "fox:topic", "fox/hello", "fox", true, "octo/hello", undefined],
  );
  assert.equal([...(event.lacking ?? [])], ["pull_request.merge_commit_sha", "pull_request.author_association"]);
});
test("a pull request goes into the default branch, and has no conflict, unless somebody says so", () => {
  const event = complete({ name: "pull_request" }, { ...plain, defaultBranch: "trunk" });
  assert.equal(
    [at(event.payload, "pull_request.base.ref"), at(event.payload, "pull_request.mergeable")],
    ["trunk", true],
  );
  assert.ok(event.assumed.has("pull_request.base.ref") && event.assumed.has("pull_request.mergeable"));
  assert.is(at(complete({ name: "pull_request", hasConflict: true }).payload, "pull_request.mergeable"), false);
});
test("a type that no example has is said all the same", () => {
  assert.is(complete({ name: "pull_request", action: "enqueued" }).payload.action, "enqueued");
  assert.ok(complete({ name: "issues" }).assumed.has("action"));
  assert.not.ok(complete({ name: "issues", action: "opened" }).assumed.has("action"));
});
test("a manual run: the workflow by its file, its stem or its name, inputs as texts", () => {
  const both = repositoryOf({
    "a.yml": `name: Ship it\non: workflow_dispatch\n${jobs}`,
    "b.yml": `on: workflow_dispatch\n${jobs}`,
  });
  for (const workflow of ["a", "a.yml", ".github/workflows/a.yml", "Ship it"]) {
    assert.is(complete({ name: "workflow_dispatch", workflow }, both).payload.workflow, ".github/workflows/a.yml");
  }
  const { payload } = complete({ name: "workflow_dispatch", inputs: { dry: true, count: 3, text: "x" } });
  assert.is(payload.workflow, ".github/workflows/ship.yml");
  assert.equal(payload.inputs, { dry: "true", count: "3", text: "x" });
});
test("a finished run is that of the workflow that is said", () => {
  const { payload } = complete({ name: "workflow_run", workflow: "ci", head: "topic" });
  assert.equal(
    ["workflow_run.name", "workflow_run.path", "workflow.name", "workflow_run.head_branch"].map((path) =>
      at(payload, path),
    ),
    ["CI", ".github/workflows/ci.yml", "CI", "topic"],
  );
});
test("a dispatch of the repository carries what it is given", () => {
  const event = complete({ name: "repository_dispatch", action: "deploy", inputs: { to: "production" } });
  assert.equal([event.payload.action, event.payload.client_payload], ["deploy", { to: "production" }]);
});
test("what a bot does: the job token by its name, another as an App", () => {
  assert.is(complete({ name: "issues", by: "github-token" }).actor, "github-actions[bot]");
  assert.is(complete({ name: "issues", actor: "github-actions[bot]" }).by, "github-token");
  assert.is(complete({ name: "workflow_run", actor: "github-actions[bot]" }).by, "app");
  assert.is(complete({ name: "issues", actor: "renovate[bot]" }).by, "app");
  assert.is(complete({ name: "issues", actor: "mona" }).by, "person");
});
test("the same is given twice: the same comes of it", () => {
  const given = { name: "pull_request", actor: "mona", fork: "fox/hello" };
  assert.equal(complete(given), complete(given));
});

const given = suite("events from payloads");
for (const [event, payload] of Object.entries({
  issue_comment: { action: "created", comment: {}, issue: {} },
  issues: { action: "opened", issue: {} },
  pull_request: { action: "opened", pull_request: {} },
  pull_request_review: { action: "submitted", review: {}, pull_request: {} },
  pull_request_review_comment: { action: "created", comment: {}, pull_request: {} },
  push: { ref: "refs/heads/main", before: "a", after: "b" },
  create: { ref: "v1", ref_type: "tag", master_branch: "main" },
  delete: { ref: "v1", ref_type: "tag" },
  workflow_dispatch: { inputs: null, ref: "refs/heads/main", workflow: ".github/workflows/ship.yml" },
  workflow_run: { action: "completed", workflow_run: {}, workflow: {} },
  repository_dispatch: { action: "x", client_payload: {} },
  schedule: { schedule: "0 1 * * *" },
  merge_group: { action: "checks_requested", merge_group: {} },
  watch: { action: "started" },
  gollum: { pages: [] },
  discussion_comment: { action: "created", comment: {}, discussion: {} },
}) as readonly (readonly [string, ValueMap])[]) {
  given(`${event} is told by its fields`, () => {
    assert.is(complete({ payload }).name, event);
  });
}
given(
  "every example of GitHub's is told by its fields, but that of a repository that becomes public: it has none",
  () => {
    const wrong = examples.flatMap(({ name, examples: payloads }) => {
      if (name === "public" || !eventHelp.some((each) => each.name === name)) return [];
      return payloads.flatMap((payload) => {
        const completed = completeEvent({ instant, payload }, plain, examples);
        if ("event" in completed) return completed.event.name === name ? [] : [`${name}: ${completed.event.name}`];
        // Some types go to webhooks alone.
        const codes = completed.problems.map(({ code }) => code).join(" ");
        return codes === "type-unknown" ? [] : [`${name}: ${codes}`];
      });
    });
    assert.equal(wrong, []);
  },
);
given("the github context of a run says ref, commit, people and attempt", () => {
  const context = {
    event_name: "pull_request_target",
    event: { action: "opened", pull_request: { number: 3 } },
    ref: "refs/heads/main",
    sha: "3".repeat(40),
    actor: "mona",
    triggering_actor: "hubot",
    run_attempt: "2",
    token: "***",
  };
  const event = complete({ payload: context });
  assert.equal(
    [event.name, event.ref, event.sha, event.actor, event.triggeringActor, event.attempt, event.payload],
    ["pull_request_target", "refs/heads/main", "3".repeat(40), "mona", "hubot", 2, context.event],
  );
});
given("what is said goes before what the payload has", () => {
  const payload = { action: "opened", issue: { number: 3 }, sender: { login: "mona" } };
  const event = complete({ payload, number: 4, actor: "hubot" });
  assert.equal(
    [at(event.payload, "issue.number"), event.actor, at(event.payload, "sender.login")],
    [4, "hubot", "hubot"],
  );
  assert.is(event.assumed.size, 0);
});
given("a payload says which repository it is of", () => {
  const repository = { full_name: "up/stream", default_branch: "trunk", private: true, visibility: "internal" };
  const event = complete({ payload: { action: "opened", issue: {}, repository } });
  assert.equal(event.repository, { name: "up/stream", defaultBranch: "trunk", visibility: "internal" });
  assert.is(event.ref, "refs/heads/trunk");
  const text = `on: issues\njobs: {a: {if: "github.repository == 'up/stream' && github.ref == 'refs/heads/trunk'", runs-on: x, steps: [{run: "true"}]}}`;
  const [workflow] = simulate(repositoryOf({ "a.yml": text }), event).workflows;
  assert.is(workflow?.run?.jobs[0]?.verdict, "runs");
});

test.run();
given.run();
