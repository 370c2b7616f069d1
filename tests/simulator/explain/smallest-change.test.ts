import {
  applyChange,
  type ChangeSearch,
  explainJob,
  simulate,
  smallestChange,
  type Target,
} from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

const test = suite("the smallest change");

const file = ".github/workflows/main.yml";

interface Asked {
  readonly on?: string;
  readonly jobs: string;
  readonly event?: Parameters<typeof eventOf>[0];
  readonly place?: string;
  readonly step?: string;
  readonly facts?: Parameters<typeof repositoryOf>[1];
  readonly outcomes?: Parameters<typeof simulate>[2];
  readonly others?: Readonly<Record<string, string>>;
}

function world({ on = "push", jobs, event, facts, others = {} }: Asked) {
  const repository = repositoryOf({ "main.yml": `on: ${on}\njobs: ${jobs}\n`, ...others }, facts);
  return { repository, event: eventOf(event) };
}

function search(asked: Asked): ChangeSearch {
  const { repository, event } = world(asked);
  const { place = "a", step, outcomes = {} } = asked;
  const target: Target = { file, ...(place === "" ? {} : { place }), ...(step === undefined ? {} : { step }) };
  const found = smallestChange(repository, event, outcomes, target);
  if (!found) throw new Error("not found");
  // What is claimed holds when it is simulated by somebody else.
  for (const { changes, standing } of found.found) {
    const changed = changes.reduce(applyChange, { repository, event, outcomes });
    const trace = simulate(changed.repository, changed.event, changed.outcomes);
    assert.is(explainJob(trace, target)?.standing, standing);
  }
  return found;
}

const texts = (asked: Asked): readonly string[] => search(asked).found.map(({ text }) => text);

const job = (condition: string): string => `{a: {if: "${condition}", runs-on: x, steps: [{run: a}]}}`;

for (const { name, expected, ...asked } of [
  { name: "a ref", jobs: job("github.ref == 'refs/heads/x'"), expected: ["`github.ref` were `'refs/heads/x'`"] },
  { name: "a ref's name", jobs: job("github.ref_name == 'x'"), expected: ["`github.ref_name` were `'x'`"] },
  {
    name: "the beginning of a ref",
    jobs: job("startsWith(github.ref, 'refs/tags/')"),
    expected: ["`github.ref` started with `'refs/tags/'`"],
  },
  { name: "the other side of a comparison", jobs: job("'x' == github.actor"), expected: ["`github.actor` were `'x'`"] },
  { name: "an inequality", jobs: job("github.actor != 'mona'"), expected: ["`github.actor` were not `'mona'`"] },
  {
    name: "a negation",
    jobs: job("!github.event.draft"),
    event: { payload: { draft: true } },
    expected: ["`github.event.draft` were `false`"],
  },
  {
    name: "a field that is not there",
    on: "issue_comment",
    jobs: job("github.event.issue.pull_request"),
    event: { name: "issue_comment", payload: { action: "created", issue: {} } },
    expected: ["`github.event.issue.pull_request` were there"],
  },
  {
    name: "a field that is there",
    on: "issue_comment",
    jobs: job("!github.event.issue.pull_request"),
    event: { name: "issue_comment", payload: { action: "created", issue: { pull_request: { url: "u" } } } },
    expected: ["`github.event.issue.pull_request` were not there"],
  },
  {
    name: "a field in another case",
    on: "issue_comment",
    jobs: job("github.event.COMMENT.Body == 'x'"),
    event: { name: "issue_comment", payload: { action: "created", comment: { body: "y" } } },
    expected: ["`github.event.COMMENT.Body` were `'x'`"],
  },
  {
    name: "a member of a list",
    jobs: job("contains(github.event.labels.*.name, 'bug')"),
    event: { payload: { labels: [{ name: "docs" }] } },
    expected: ["`github.event.labels.*.name` contained `'bug'`"],
  },
  {
    name: "one of several values",
    jobs: job('contains(fromJSON(\'[\\"A\\", \\"B\\"]\'), github.event.kind)'),
    expected: ["`github.event.kind` were `'A'`", "`github.event.kind` were `'B'`"],
  },
  {
    name: "a number",
    jobs: job("github.event.n > 3"),
    event: { payload: { n: 3 } },
    expected: ["`github.event.n` were `4`".replace("were `4`", "were not `3`")],
  },
  {
    name: "what is behind a part that is not evaluated",
    jobs: job("github.actor == 'x' && github.event.a == 'b'"),
    expected: ["`github.actor` were `'x'` and `github.event.a` were `'b'`"],
  },
  {
    name: "three facts",
    jobs: job("github.actor == 'x' && github.event.a == 'b' && github.event.c == 'd'"),
    expected: ["`github.actor` were `'x'` and `github.event.a` were `'b'` and `github.event.c` were `'d'`"],
  },
  {
    name: "a variable",
    jobs: job("vars.SHIP == 'yes'"),
    facts: { settings: { variables: {} } },
    expected: ["`vars.SHIP` were `'yes'`"],
  },
  {
    name: "a job's result",
    jobs: "{b: {runs-on: x, steps: [{run: b}]}, a: {needs: b, if: failure(), runs-on: x, steps: [{run: a}]}}",
    expected: ["`b` failed"],
  },
  {
    name: "a result that is compared",
    jobs: "{b: {runs-on: x, steps: [{run: b}]}, a: {needs: b, if: \"always() && needs.b.result == 'failure'\", runs-on: x, steps: [{run: a}]}}",
    expected: ["`needs.b.result` were `'failure'`"],
  },
  {
    name: "a job's output",
    jobs: "{b: {runs-on: x, outputs: {o: '${{ steps.s.outputs.o }}'}, steps: [{id: s, run: b}]}, a: {needs: b, if: \"needs.b.outputs.o == '1'\", runs-on: x, steps: [{run: a}]}}",
    expected: ["`needs.b.outputs.o` were `'1'`"],
  },
  {
    name: "the condition of a job before it",
    jobs: "{b: {if: \"github.actor == 'x'\", runs-on: x, steps: [{run: b}]}, a: {needs: b, runs-on: x, steps: [{run: a}]}}",
    expected: ["`github.actor` were `'x'`"],
  },
  {
    name: "a job that failed",
    jobs: "{b: {runs-on: x, steps: [{run: b}]}, a: {needs: b, runs-on: x, steps: [{run: a}]}}",
    outcomes: { jobs: { b: { result: "failure" as const } } },
    expected: ["`b` succeeded"],
  },
  {
    name: "the input of a call, behind its name",
    jobs: "{c: {uses: ./.github/workflows/sub.yml, with: {k: '${{ github.event.kind }}'}}}",
    place: "c/a",
    others: {
      "sub.yml":
        "on: {workflow_call: {inputs: {k: {type: string}}}}\njobs: {a: {if: \"inputs.k == 'b'\", runs-on: x, steps: [{run: a}]}}\n",
    },
    expected: ["`inputs.k` were `'b'`"],
  },
  {
    name: "an output of a step, of a step",
    jobs: "{a: {runs-on: x, steps: [{id: s, run: a}, {if: \"steps.s.outputs.o == '1'\", run: b}]}}",
    step: "1",
    expected: ["`steps.s.outputs.o` were `'1'`"],
  },
  {
    name: "a step that fails",
    jobs: "{a: {runs-on: x, steps: [{run: a}, {if: failure(), run: b}]}}",
    step: "1",
    expected: ['the step "Run a" failed'],
  },
  {
    name: "a branch, of a workflow",
    on: "{push: {branches: [dev, 'rel/**']}}",
    jobs: "{a: {runs-on: x, steps: [{run: a}]}}",
    place: "",
    expected: ["the branch were `dev`", "the branch were `rel/x`, or another name that `rel/**` matches"],
  },
  {
    name: "a tag",
    on: "{push: {tags: ['v*']}}",
    jobs: "{a: {runs-on: x, steps: [{run: a}]}}",
    expected: ["the tag were `vx`, or another name that `v*` matches"],
  },
  {
    name: "a file",
    on: "{push: {paths: [src/a.ts]}}",
    jobs: "{a: {runs-on: x, steps: [{run: a}]}}",
    expected: ["`src/a.ts` were among the changed files"],
  },
  {
    name: "a file and a branch",
    on: "{push: {branches: [dev], paths: [src/a.ts]}}",
    jobs: "{a: {runs-on: x, steps: [{run: a}]}}",
    expected: ["the branch were `dev` and `src/a.ts` were among the changed files"],
  },
  {
    name: "the workflow that ran before, and how it ended",
    on: "{workflow_run: {workflows: [CI], types: [completed]}}",
    jobs: job("github.event.workflow_run.conclusion == 'success'"),
    event: {
      name: "workflow_run",
      payload: {
        action: "completed",
        workflow: { name: "Other" },
        workflow_run: { name: "Other", conclusion: "failure", head_branch: "main" },
      },
    },
    expected: ["the run before were one of `CI` and `github.event.workflow_run.conclusion` were `'success'`"],
  },
  {
    name: "a message",
    jobs: "{a: {runs-on: x, steps: [{run: a}]}}",
    event: { commitMessage: "Say [skip ci]" },
    expected: ["the commit message did not ask to skip it"],
  },
  {
    name: "nothing, where nothing is asked",
    jobs: job("false"),
    expected: [],
  },
]) {
  test(`names ${name}`, () => assert.equal(texts(asked), expected));
}

test("of what runs, says what would keep it", () => {
  const { standing, found } = search({ jobs: job("github.actor == 'mona'") });
  assert.is(standing, "runs");
  assert.is(found[0]?.text, "`github.actor` were not `'mona'`");
  assert.is(found[0]?.standing, "skipped");
});

test("takes an event of another kind where somebody completes it", () => {
  const { repository, event } = world({ on: "[workflow_dispatch]", jobs: job("true") });
  const eventOf = (name: string) => ({ ...event, name });
  const found = smallestChange(repository, event, {}, { file, place: "a" }, { eventOf })?.found;
  assert.equal(
    found?.map(({ text }) => text),
    ["the event were `workflow_dispatch`"],
  );
});

test("gives no event what only others have: the label of a pull request is asked for with an event of one", () => {
  const condition = "contains(github.event.pull_request.labels.*.name, 'deploy')";
  const asked = { on: "[issues, pull_request_target]", jobs: job(condition) };
  const { repository, event } = world({ ...asked, event: { name: "issues", payload: { action: "opened" } } });
  const eventOf = (name: string) => ({ ...event, name, payload: { action: "opened", pull_request: { labels: [] } } });
  const texts = (options: Parameters<typeof smallestChange>[4]) =>
    smallestChange(repository, event, {}, { file, place: "a" }, options)?.found.map(({ text }) => text);
  assert.equal(texts({}), []);
  assert.equal(texts({ eventOf }), [
    "the event were `pull_request_target` and `github.event.pull_request.labels.*.name` contained `'deploy'`",
  ]);
});

test("stops at a bound", () => {
  const asked = { jobs: job("github.actor == 'x' && github.event.a == 'b'") };
  const { repository, event } = world(asked);
  const found = smallestChange(repository, event, {}, { file, place: "a" }, { maximumTried: 2 });
  assert.equal(found, { standing: "skipped", found: [], tried: 2 });
});

test("is nothing for what is not there", () => {
  const { repository, event } = world({ jobs: job("true") });
  const ask = (target: Target) => smallestChange(repository, event, {}, target);
  assert.is(ask({ file: "x.yml" }), undefined);
  assert.is(ask({ file, place: "__proto__" }), undefined);
  assert.is(ask({ file, place: "a", step: "9" }), undefined);
});

test("writes a field where it stands, whatever its case", () => {
  const event = eventOf({ payload: { comment: { body: "y" } }, assumed: new Set(["comment.body", "comment.id"]) });
  const before = { repository: repositoryOf({}), event, outcomes: {} };
  const after = applyChange(before, { fact: "payload", path: ["COMMENT", "Body"], value: "x" });
  assert.equal(after.event.payload, { comment: { body: "x" } });
});

test("keeps the world that it was given", () => {
  const { repository, event } = world({ jobs: job("github.event.constructor.x == 'y'") });
  const before = JSON.stringify(event);
  const { found } = search({ jobs: job("github.event.constructor.x == 'y'") });
  assert.equal(
    found.map(({ text }) => text),
    ["`github.event.constructor.x` were `'y'`"],
  );
  assert.is(JSON.stringify(event), before);
  assert.is(({} as { x?: unknown }).x, undefined);
  assert.is(repository.workflows.size, 1);
});

test.run();
