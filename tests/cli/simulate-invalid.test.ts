import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// A workflow that is YAML, and that GitHub's parser refuses: its run fails before its first job.

const test = suite("yardmaster simulate: workflows that GitHub refuses");

const job = (more = "") => `on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{run: a}]\n${more}`;
const misspelled = job("    need: b\n");
const secretInCondition = job("    if: secrets.TOKEN != ''\n");

async function simulate(workflows: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const files = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text]);
  const repository = makeRepository(Object.fromEntries(files));
  const result = await repository.run(["simulate", "--ref", "main", "--at", "2026-11-27T14:00:00Z", ...argv]);
  repository.dispose();
  return result;
}

for (const [what, text, reason] of [
  ["a key that it does not know", misspelled, "line 6, column 5: Unexpected value 'need'"],
  ["a context that is not there", secretInCondition, "line 6, column 9: Unrecognized named-value: 'secrets'"],
] as const) {
  test(`says so of ${what}, and ends with 1`, async () => {
    const { code, stdout, stderr } = await simulate({ "ci.yml": text, "ok.yml": job() });
    assert.is(code, 1);
    assert.match(stdout, `ci.yml  is refused\n  \`on\` lists \`push\`\n  GitHub refuses the file: ${reason}`);
    assert.match(stdout, "ok.yml  starts");
    assert.match(stderr, `.github/workflows/ci.yml: GitHub refuses the file: ${reason}`);
  });
}

test("says nothing of one that the event does not start", async () => {
  const { code, stderr } = await simulate({ "ci.yml": misspelled.replace("push", "issues"), "ok.yml": job() });
  assert.is(code, 0);
  assert.not.match(stderr, "refuses");
});

test("refuses the caller of one", async () => {
  const caller = "on: push\njobs: {a: {uses: ./.github/workflows/called.yml}}\n";
  const called = misspelled.replace("push", "workflow_call");
  const { stdout } = await simulate({ "caller.yml": caller, "called.yml": called });
  assert.match(stdout, "caller.yml  is refused");
  assert.match(stdout, "called.yml, which GitHub cannot read: line 6, column 5: Unexpected value 'need'");
});

test.run();
