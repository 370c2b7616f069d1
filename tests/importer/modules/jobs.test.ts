import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobsOf, plainAt, rawAt } from "./statements.ts";

const test = suite("jobs");
const steps = "steps: [{ run: 'true' }]";

test("those that are needed first, whatever the author's order", async () => {
  const jobs = `b: { needs: [a], runs-on: x, ${steps} }\na: { runs-on: x, ${steps} }\n`;
  assert.equal(await jobsOf(jobs), [
    'const a = job("a", { "runs-on": "x", steps: [run(verbatim`true`)] })',
    'const b = job("b", { needs: [a], "runs-on": "x", steps: [run(verbatim`true`)] })',
  ]);
});

test("`needs` is left out where the one job is read, and stated where there are more", async () => {
  const jobs = `a: { runs-on: x, ${steps} }
b: { needs: a, if: needs.a.result == 'success', runs-on: x, ${steps} }
c: { needs: [b, a], if: needs.a.result == 'success', runs-on: x, ${steps} }
`;
  const [, b, c] = await jobsOf(jobs);
  assert.is(b, 'const b = job("b", { if: eq(a.result, "success"), "runs-on": "x", steps: [run(verbatim`true`)] })');
  assert.is(
    c,
    `const c = job("c", {
  needs: [b, a],
  if: eq(a.result, "success"),
  "runs-on": "x",
  steps: [run(verbatim\`true\`)],
})`,
  );
  const [, plain] = await jobsOf(jobs, plainAt(["jobs", "b", "needs"]));
  assert.match(plain ?? "", "needs: [a]");
});

test("`needs` of what is no job", async () => {
  const [a] = await jobsOf(`a: { needs: [gone], runs-on: x, ${steps} }\n`);
  assert.is(
    a,
    `const a = job("a", {
  "runs-on": "x",
  raw: raw({ needs: ["gone"] }, "The language does not know these keys of a job."),
  steps: [run(verbatim\`true\`)],
})`,
  );
});

test("presets, unless a judge wants the keys", async () => {
  const jobs = `a:
  runs-on: x
  permissions: { contents: read }
  concurrency: { group: a, cancel-in-progress: false }
  steps: [{ uses: actions/checkout@v4 }]
`;
  const [a] = await jobsOf(jobs);
  assert.match(a ?? "", "permissions: fromSteps");
  assert.match(a ?? "", 'concurrency: serial("a")');
  const [b] = await jobsOf(jobs, plainAt(["jobs", "a", "permissions"]));
  assert.match(b ?? "", 'permissions: { contents: "read" }');
  const [explained] = await jobsOf(jobs.replace("{ contents: read }", "\n    contents: read # to check out"));
  assert.match(explained ?? "", 'permissions: { contents: noted("read", { end: "to check out" }) }');
  const [c] = await jobsOf(jobs, plainAt(["jobs", "a", "concurrency"]));
  assert.match(c ?? "", 'concurrency: { group: "a", "cancel-in-progress": false }');
  const [d] = await jobsOf(jobs, rawAt(["jobs", "a", "concurrency"], "why"));
  assert.match(d ?? "", 'concurrency: raw({ group: "a", "cancel-in-progress": false }, "why")');
});

test("permissions of steps that nobody knows stay", async () => {
  const [a] = await jobsOf(`a:
  runs-on: x
  permissions: { contents: read }
  steps: [{ uses: actions/checkout@v4 }, { uses: acme/odd@v1 }]
`);
  assert.match(a ?? "", 'permissions: { contents: "read" }');
});

test("comments", async () => {
  const [a] = await jobsOf(`# above
a: # behind
  # where
  runs-on: x # there
  env: # some
    A: "1" # one
  # before steps
  steps:
    - run: "true"
  # last
`);
  assert.is(
    a,
    `const a = job("a", {
  note: { above: "above", end: "behind", last: "last", at: { steps: "before steps" } },
  "runs-on": noted("x", { above: "where", end: "there" }),
  env: noted({ A: noted("1", { end: "one" }) }, { end: "some" }),
  steps: [run(verbatim\`true\`)],
})`,
  );
});

test("a required check, and what is nearly one", async () => {
  const check = (condition: string) => `a: { runs-on: x, ${steps} }
check:
  name: All is well
  if: \${{ ${condition} }}
  needs: [a]
  runs-on: ubuntu-24.04
  permissions: {}
  timeout-minutes: 5
  steps:
    - name: Fail when a job failed or was cancelled
      if: contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')
      run: exit 1
`;
  const [, exact] = await jobsOf(check("always()"));
  assert.is(exact, 'const check = requiredCheck("check", [a], { name: "All is well" })');
  const [, nearly] = await jobsOf(check("!cancelled()"));
  assert.match(nearly ?? "", 'const check = job("check", {');
});

test("a job without steps", async () => {
  assert.equal(await jobsOf("a: { runs-on: x, steps: }\nb: { runs-on: x }\n"), [
    'const a = job("a", { "runs-on": "x", steps: [] })',
    'const b = job("b", { "runs-on": "x", steps: [] })',
  ]);
});

test("identifiers that nobody has to rename", async () => {
  const ids = ["build-test", "package", "deploy_prod", "test", "run", "matrix", "on", "ci"];
  const jobs = await jobsOf(ids.map((id) => `${id}: { runs-on: x, ${steps} }\n`).join(""));
  const names = jobs.map((job) => /^const (\w+)/.exec(job)?.[1]);
  assert.equal(names, ["buildTest", "packageJob", "deployProd", "test", "runJob", "matrixJob", "onJob", "ci"]);
});

test.run();
