import { compareBehaviour } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { behaviour, changesOf, line, linesOf, workflow } from "./changes.ts";

const test = suite("changes of a whole repository");
const [sha, other] = ["a".repeat(40), "b".repeat(40)];

test("a workflow that comes, with what it reaches, and one that goes", () => {
  const text = `on: push\npermissions: {contents: read}\njobs: {j: {runs-on: x, steps: [{uses: a/b@v1, env: {K: "\${{ secrets.K }}"}}]}}\n`;
  const [none, one] = [{ files: {} }, { files: { "a.yml": text } }];
  assert.equal(changesOf(none, one).map(line), [
    "widens workflows : The workflow is new",
    "widens triggers on.push: `push` starts it now, by people with write access",
    "widens permissions jobs.j.permissions: Permission `contents` of job `j`: `none`, now `read`",
    "widens secrets jobs.j: Secret `K` of job `j` is newly reached by `push`, so by people with write access",
    "changes pins jobs.j.steps[0].uses: `a/b`: none, now `v1`",
    "changes checks jobs.j: Check `j` of job `j` appears",
  ]);
  assert.equal(changesOf(one, none).map(line), [
    "narrows workflows : The workflow is gone",
    "narrows secrets jobs.j: Secret `K` of job `j` is no longer reached by `push`, so by people with write access",
    "changes pins jobs.j.steps[0].uses: `a/b`: `v1`, now none",
    "changes checks jobs.j: Check `j` of job `j` vanishes (a rule that requires it waits for ever)",
  ]);
});

test("a file that is renamed, by git, by the name of its workflow, or by what it does; callers follow", () => {
  const called = "on: workflow_call\npermissions: {}\njobs: {j: {runs-on: x, steps: [{run: '${{ secrets.K }}'}]}}\n";
  const caller = (name: string) =>
    `on: push\npermissions: {}\njobs: {c: {uses: ./.github/workflows/${name}, secrets: inherit}}\n`;
  const old = { files: { "a.yml": caller("old.yml"), "old.yml": called } };
  const now = { files: { "a.yml": caller("new.yml"), "new.yml": called } };
  const renamed = ["changes workflows : The file was called `.github/workflows/old.yml`"];
  assert.equal(changesOf(old, now).map(line), renamed);
  const changed = (text: string) => text.replace("runs-on: x", "runs-on: y");
  const edited = { files: { ...now.files, "new.yml": changed(called) } };
  const byGit = { ".github/workflows/new.yml": ".github/workflows/old.yml" };
  const runner = "changes runners jobs.j.runs-on: Runner of job `j`: `x`, now `y`";
  assert.equal(changesOf(old, edited, byGit).map(line), [...renamed, runner]);
  const named = { files: { ...old.files, "old.yml": `name: N\n${called}` } };
  const namedToo = { files: { ...now.files, "new.yml": `name: N\n${changed(called)}` } };
  assert.equal(changesOf(named, namedToo).map(line), [...renamed, runner]);
});

test("a name, which other workflows wait for", () => {
  assert.equal(linesOf(`name: A\n${workflow()}`, workflow()), [
    "changes workflows name: Name of the workflow: `A`, now none",
  ]);
});

test("one pin in many files is one change, with the versions behind it and a link", () => {
  const files = (ref: string) => ({
    "a.yml": workflow("", "on: push", `[{uses: Own/Repo/sub@${ref}}]`),
    "b.yml": workflow("", "on: push", `[{run: x}, {uses: own/repo/sub@${ref}}]`),
  });
  const versions = { [`Own/Repo/sub@${sha}`]: "v1.0.0", [`Own/Repo/sub@${other}`]: "v1.1.0" };
  const same = { [`own/repo/sub@${sha}`]: "v1.0.0", [`own/repo/sub@${other}`]: "v1.1.0" };
  const of = (ref: string) => ({ files: files(ref), versions: { ...versions, ...same } });
  assert.equal(changesOf(of(sha), of(other)), [
    {
      kind: "pins",
      severity: "changes",
      sentence: "`own/repo/sub`: `v1.0.0` (`aaaaaaaaaaaa`), now `v1.1.0` (`bbbbbbbbbbbb`) in 2 files",
      file: ".github/workflows/a.yml",
      path: "jobs.j.steps[0].uses",
      old: sha,
      new: other,
      link: `https://github.com/Own/Repo/compare/${sha}...${other}`,
    },
  ]);
});
test("no link of a ref that means something else in an address", () => {
  const of = (ref: string) => workflow("", "on: push", `[{uses: "a/b@${ref}"}]`);
  for (const ref of ["v1?x", "a..b", "x)[y](z", "v1#", "/x"]) {
    const [change] = changesOf({ files: { "a.yml": of("v1") } }, { files: { "a.yml": of(ref) } });
    assert.equal([change?.kind, change?.link], ["pins", undefined], ref);
  }
});
test("an action that comes to one more file at the commit of the others is no change of pins", () => {
  const uses = workflow("", "on: push", "[{uses: a/b@v1}]");
  const changes = changesOf(
    { files: { "a.yml": uses, "b.yml": workflow() } },
    { files: { "a.yml": uses, "b.yml": uses } },
  );
  assert.equal(
    changes.filter(({ kind }) => kind === "pins"),
    [],
  );
});

test("own actions, and those that they use", () => {
  const files = { "a.yml": workflow("", "on: push", "[{uses: ./one}]") };
  const action = (run: string, more = "") => `name: A\n${more}runs: {using: composite, steps: [${run}]}\n`;
  const old = { files, actions: { one: action("{uses: ./two}"), two: action("{run: a, shell: sh}, {uses: x/y@v1}") } };
  const now = {
    files,
    actions: {
      one: action("{uses: ./two}", "inputs: {i: {required: true}}\n"),
      two: action("{run: b, shell: sh}, {uses: x/y@v2}").replace("name: A", "name: B\ndescription: D"),
    },
  };
  assert.equal(
    changesOf(old, now).map(({ file, ...change }) => `${file} ${line({ file, ...change })}`),
    [
      "two/action.yml changes pins runs.steps[1].uses: `x/y`: `v1`, now `v2`",
      "one/action.yml narrows inputs inputs.i: Input `i`: none, now required, string (who does not give it is refused)",
      "two/action.yml changes steps runs.steps[0].run: Script of step `#1`: `a`, now `b`",
    ],
  );
});

test("checks under their callers' names, of 100 characters, which follow a job that is moved to another file", () => {
  const called = (name: string) => `on: workflow_call\njobs: {j: {name: ${name}, runs-on: x, steps: []}}\n`;
  const caller = "on: push\njobs: {c: {name: Call, uses: ./.github/workflows/b.yml}}\n";
  const of = (name: string) => ({ files: { "a.yml": caller, "b.yml": called(name) } });
  assert.equal(changesOf(of("T"), of("U")).map(line), [
    "changes checks jobs.j: Check `Call / T` of job `c/j` is now `Call / U` (a rule that requires it waits for ever)",
  ]);
  const outer = (job: string) => `on: push\njobs: {c: {${job} uses: o/r/.github/workflows/x.yml@v1}}\n`;
  assert.equal(linesOf(outer(""), outer("name: Call,")), [
    "changes checks jobs.c: Check `c / …` of job `c` is now `Call / …` (a rule that requires it waits for ever)",
  ]);
  const inputs = (condition: string) => linesOf(outer(""), outer(condition)).at(-1);
  assert.is(
    inputs("if: inputs.x,"),
    "changes checks jobs.c: Job `c` files the one check `c` when it is skipped, in place of all others",
  );
  const long = "n".repeat(120);
  const [, cut] = /is now `(.*)` \(/.exec(linesOf(workflow(), workflow(`name: ${long}`))[0] ?? "") ?? [];
  assert.is(cut, `${"n".repeat(97)}...`);
  const test = workflow("name: Test");
  const moved = changesOf({ files: { "a.yml": test } }, { files: { "a.yml": workflow("name: Other"), "b.yml": test } });
  assert.equal(
    moved.filter(({ kind }) => kind === "checks").map(({ sentence }) => sentence),
    ["Check `Other` of job `j` appears"],
  );
});

test("a secret that reaches further through another workflow", () => {
  const called = "on: workflow_call\npermissions: {}\njobs: {j: {runs-on: x, steps: [{run: '${{ secrets.K }}'}]}}\n";
  const caller = (on: string) =>
    `on: ${on}\npermissions: {}\njobs: {c: {uses: ./.github/workflows/b.yml, secrets: inherit}}\n`;
  const of = (on: string) => ({ files: { "a.yml": caller(on), "b.yml": called } });
  const changes = changesOf(of("push"), of("[push, issues]")).filter(({ kind }) => kind === "secrets");
  assert.equal(changes, [
    {
      kind: "secrets",
      severity: "widens",
      sentence:
        "Secret `K` of job `j` is newly reached by `issues` through `.github/workflows/a.yml`, so by anyone with an account",
      file: ".github/workflows/b.yml",
      path: "jobs.j",
      old: null,
      new: "by issues through .github/workflows/a.yml, so by anyone with an account",
    },
  ]);
});

test("a file that one side cannot read is compared on neither, and the others are", () => {
  const old = { files: { "a.yml": workflow(), "b.yml": workflow() } };
  const now = { files: { "b.yml": workflow("name: B") }, unreadable: ["a.yml"] };
  assert.equal(changesOf(old, now).map(line), [
    "changes checks jobs.j: Check `j` of job `j` is now `B` (a rule that requires it waits for ever)",
  ]);
});

test("hostile names stand in code and cannot leave it, and are no keys of anything else", () => {
  const name = "@all `](http://x)<img src=x>\\n## [a](b)\\u202e\\u0007";
  const old = workflow("", "on: push", "[{run: a}]");
  const now = `on: push\njobs:\n  constructor: {runs-on: x, name: "${name}", steps: []}\n  __proto__: {runs-on: x, steps: []}\n  j: {runs-on: ubuntu-24.04, env: {__proto__: 1, constructor: 2}, steps: [{run: a, with: {"${name}": "${name}"}}]}\n`;
  const changes = linesOf(old, now);
  for (const each of changes) {
    const outside = each.slice(each.indexOf(": ") + 2).replaceAll(/`[^`]*`/g, "");
    assert.not.match(outside, /[@`[\]<>#\p{Cc}\p{Bidi_Control}]/u, each);
  }
  assert.ok(changes.some((each) => each.includes("Job `__proto__` is new")));
  assert.ok(changes.some((each) => each.includes("`env.constructor` of job `j`: none, now `2`")));
  assert.ok(changes.some((each) => each.includes("`env.__proto__` of job `j`: none, now `1`")));
});

test("is the same for the same input, and nothing from a state to itself", () => {
  const state = { files: { "a.yml": workflow("environment: e", "on: [push, issues]") } };
  assert.equal(compareBehaviour(behaviour(state), behaviour(state)), []);
  assert.equal(behaviour(state), behaviour(state));
  assert.equal(JSON.parse(JSON.stringify(behaviour(state))).workflows.length, 1);
});

test.run();
