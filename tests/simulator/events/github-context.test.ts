import { contextProperties, type Value } from "@yardmaster/core";
import { evaluateExpression, type PartialMap } from "@yardmaster/core/evaluation";
import {
  completeEvent,
  type GivenEvent,
  loadExamples,
  type SimulatedRepository,
  simulate,
} from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repositoryOf } from "../../helpers/simulated-files.ts";

const examples = await loadExamples();
const instant = "2026-11-27T12:00:00Z";
const tip = "1111111111111111111111111111111111111111";

/** What a job reads of `github`, as its `env` shows it: texts, and the causes of what is not known. */
function read(given: Omit<GivenEvent, "instant">, names: readonly string[], facts: Partial<SimulatedRepository> = {}) {
  const name = given.name ?? "push";
  const env = names.map((each) => `      ${each.replaceAll(".", "_")}: \${{ github.${each} }}`).join("\n");
  const on = name === "schedule" ? "{schedule: [{cron: '0 12 * * *'}]}" : `{${name}: {}}`;
  const text = `name: Build\non: ${on}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    env:\n${env}\n    steps: [{run: "true"}]\n`;
  const repository = repositoryOf({ "a.yml": text }, facts);
  const completed = completeEvent({ instant, ...given }, repository, examples);
  if ("problems" in completed) throw new Error(JSON.stringify(completed.problems));
  const [workflow] = simulate(repository, completed.event).workflows;
  const step = workflow?.run?.jobs[0]?.legs[0]?.steps[0];
  if (!step) throw new Error(workflow?.reason.text);
  return Object.fromEntries(names.map((each) => [each, shown(step.env[each.replaceAll(".", "_")])]));
}

const shown = (value: unknown): string => (typeof value === "string" ? value : `? ${JSON.stringify(value)}`);
const unknown = (name: string) => `? {"unknown":["github.${name}"]}`;

const test = suite("the github context");
test("of a push, as GitHub's page shows it", () => {
  const expected = {
    actor: "mona",
    api_url: "https://api.github.com",
    base_ref: "",
    event_name: "push",
    "event.ref": "refs/heads/my_branch",
    graphql_url: "https://api.github.com/graphql",
    head_ref: "",
    ref: "refs/heads/my_branch",
    ref_name: "my_branch",
    ref_type: "branch",
    repository: "octo/hello",
    repositoryUrl: "git://github.com/octo/hello.git",
    repository_owner: "octo",
    repository_visibility: "private",
    run_attempt: "1",
    secret_source: "Actions",
    server_url: "https://github.com",
    sha: tip,
    triggering_actor: "mona",
    workflow: "Build",
    workflow_ref: "octo/hello/.github/workflows/a.yml@refs/heads/my_branch",
    workflow_sha: tip,
  };
  const given = { name: "push", ref: "my_branch", sha: tip, actor: "mona" };
  assert.equal(read(given, Object.keys(expected), { visibility: "private" }), expected);
});
test("what only GitHub or a runner knows is unknown, by its own name", () => {
  const names = ["run_id", "run_number", "retention_days", "workspace", "event_path", "repository_id", "actor_id"];
  const expected = Object.fromEntries(names.map((name) => [name, unknown(name)]));
  assert.equal(read({ name: "push", ref: "main" }, names), expected);
});
test("ids are those of a payload that is given", () => {
  const payload = {
    ref: "refs/heads/main",
    before: tip,
    after: tip,
    repository: { id: 5, owner: { id: 6 } },
    sender: { id: 7, login: "mona" },
  };
  assert.equal(read({ payload }, ["repository_id", "repository_owner_id", "actor_id", "actor", "sha"]), {
    repository_id: "5",
    repository_owner_id: "6",
    actor_id: "7",
    actor: "mona",
    sha: tip,
  });
});
test("of a pull request: its branches, and the ref of its test merge", () => {
  const names = ["base_ref", "head_ref", "ref", "ref_name", "ref_type", "sha", "workflow_sha"];
  assert.equal(read({ name: "pull_request", number: 7, base: "release", head: "topic" }, names), {
    base_ref: "release",
    head_ref: "topic",
    ref: "refs/pull/7/merge",
    ref_name: "7/merge",
    ref_type: "branch",
    sha: unknown("sha"),
    workflow_sha: unknown("workflow_sha"),
  });
});
test("pull_request_target has the branches, and stands on the default branch", () => {
  const names = ["base_ref", "head_ref", "ref"];
  assert.equal(read({ name: "pull_request_target", base: "release", head: "topic" }, names), {
    base_ref: "release",
    head_ref: "topic",
    ref: "refs/heads/main",
  });
});
test("whether reviews have the branches is stated nowhere", () => {
  assert.equal(read({ name: "pull_request_review" }, ["base_ref"]), { base_ref: unknown("base_ref") });
});
test("of a tag", () => {
  assert.equal(read({ name: "push", ref: "refs/tags/v1/a" }, ["ref_name", "ref_type"]), {
    ref_name: "v1/a",
    ref_type: "tag",
  });
});
test("of a deployment of a commit there is no ref", () => {
  const payload = { action: "created", deployment: { ref: tip, sha: tip } };
  assert.equal(read({ name: "deployment", payload }, ["ref", "ref_name", "ref_type", "sha"]), {
    ref: "",
    ref_name: "",
    ref_type: "",
    sha: tip,
  });
});
test("of a published package, whose ref no payload tells, it is unknown", () => {
  const names = ["ref", "ref_name", "ref_type", "workflow_ref"];
  const expected = Object.fromEntries(names.map((name) => [name, unknown(name)]));
  assert.equal(read({ name: "registry_package" }, names), expected);
});
test("a re-run has another triggering actor, and its number", () => {
  const given = { name: "push", ref: "main", actor: "mona", triggeringActor: "hubot", attempt: 3 };
  assert.equal(read(given, ["actor", "triggering_actor", "run_attempt"]), {
    actor: "mona",
    triggering_actor: "hubot",
    run_attempt: "3",
  });
});
test("a schedule whose actor nobody knows", () => {
  assert.equal(read({ name: "schedule" }, ["actor", "event.schedule"]), {
    actor: unknown("actor"),
    "event.schedule": "0 12 * * *",
  });
});
test("forks have no source of secrets, Dependabot its own", () => {
  assert.equal(read({ name: "pull_request", fork: "fox/hello" }, ["secret_source"]), { secret_source: "None" });
  assert.equal(read({ name: "pull_request", actor: "dependabot[bot]" }, ["secret_source"]), {
    secret_source: "Dependabot",
  });
});
test("a workflow without a name is called by its file", () => {
  const text = 'run-name: "${{ github.workflow }}"\non: push\njobs: {a: {runs-on: x, steps: [{run: "true"}]}}\n';
  const repository = repositoryOf({ "a.yml": text });
  const completed = completeEvent({ name: "push", ref: "main", instant }, repository, examples);
  assert.ok("event" in completed);
  assert.is(simulate(repository, completed.event).workflows[0]?.run?.name, ".github/workflows/a.yml");
});
test("every property that GitHub documents is there, the token and what a run always has as true", () => {
  const names = Object.keys(contextProperties.github);
  const dump = names.map((name) => `github.${name}`);
  const seen = read({ name: "push", ref: "main" }, names);
  assert.equal(
    names.filter((name) => seen[name] === undefined),
    [],
  );
  const conditions = ["token", "run_id", "sha", "workspace"].map((name) => `github.${name} && 'there' || 'not'`);
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{run: "true", env: {${conditions.map((each, index) => `v${index}: "\${{ ${each} }}"`).join(", ")}}}]`;
  const repository = repositoryOf({ "a.yml": text });
  const completed = completeEvent({ name: "push", ref: "main", instant }, repository, examples);
  assert.ok("event" in completed && dump.length > 40);
  const env = simulate(repository, completed.event).workflows[0]?.run?.jobs[0]?.legs[0]?.steps[0]?.env;
  assert.equal(env, { v0: "there", v1: "there", v2: "there", v3: "there" });
});
test("names of objects' members are no properties of it", () => {
  const hostile: Readonly<Record<string, Value>> = JSON.parse(
    '{"__proto__": {"polluted": "yes"}, "ref": "refs/heads/main"}',
  );
  const repository = repositoryOf({
    "a.yml":
      'on: push\njobs: {a: {runs-on: x, steps: [{run: "true", env: {v: "${{ github.event.polluted }}", w: "${{ github.event.__proto__.polluted }}", x: "${{ github.constructor }}"}}]}}',
  });
  const completed = completeEvent({ name: "push", payload: hostile, instant }, repository, examples);
  assert.ok("event" in completed);
  const env = simulate(repository, completed.event).workflows[0]?.run?.jobs[0]?.legs[0]?.steps[0]?.env;
  assert.equal(env, { v: "", w: "yes", x: "" });
  const plain: PartialMap = {};
  assert.is(evaluateExpression("github.polluted", { github: plain }).ok, true);
});
test.run();
