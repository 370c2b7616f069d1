import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster lint --fix");

const file = ".github/workflows/a.yml";
const workflow = (run: string) => `name: a
on: issues
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - name: Say it # why
        run: |
${run}`;
const wrong = workflow(
  '          echo "${{ github.event.issue.title }}"\n          echo "${{ github.event.issue.body }}"\n',
);

test("makes the safe fixes, shows the difference first, and says what is left", async () => {
  const { run, read, dispose } = makeRepository({ [file]: wrong });
  try {
    const { code, stdout, stderr } = await run(["lint", "--fix"]);
    assert.is(code, 0);
    assert.is(stdout, "");
    assert.is(
      read(file),
      `${workflow('          echo "${ISSUE_TITLE}"\n          echo "${ISSUE_BODY}"\n')}        env:
          ISSUE_TITLE: \${{ github.event.issue.title }}
          ISSUE_BODY: \${{ github.event.issue.body }}
`,
    );
    assert.match(stderr, `--- ${file} (on disk)\n`);
    assert.match(stderr, '-          echo "${{ github.event.issue.title }}"\n');
    assert.match(stderr, '+          echo "${ISSUE_TITLE}"\n');
    assert.match(stderr, "1 fix made\n");
    assert.match(stderr, "1 file: nothing found");
  } finally {
    dispose();
  }
});
test("with --dry-run, shows the difference and writes nothing", async () => {
  const { run, read, dispose } = makeRepository({ [file]: wrong });
  try {
    const { code, stderr } = await run(["lint", "--fix", "--dry-run"]);
    assert.is(code, 1);
    assert.is(read(file), wrong);
    assert.match(stderr, "1 fix can be made\n");
  } finally {
    dispose();
  }
});
test("makes the unsafe ones where somebody says so, and in the source of a generated file", async () => {
  const path = "workflows-src/a.workflow.ts";
  const text = `import { job, run, sh, triggers, useAction, workflow } from "yardmaster";
const sha = "${"a".repeat(40)}";
const checkout = useAction("actions/checkout", { sha, version: "v7.0.0" }, [], { "fetch-depth": 1 });
const a = job("a", { "runs-on": "ubuntu-24.04", "timeout-minutes": 5, steps: [checkout, run(sh\`echo\`)] });
const { on } = triggers({ push: { branches: ["main"] } });
export const w = workflow("a", { on, permissions: { contents: "read" }, jobs: [a] });
`;
  const { run, read, dispose } = makeRepository({ [path]: text });
  try {
    assert.is((await run(["gen"])).code, 0);
    const { stderr } = await run(["lint", "--fix", "--unsafe", "--pedantic"]);
    assert.is(read(path), text.replace('"fetch-depth": 1', '"fetch-depth": 1, "persist-credentials": false'));
    assert.match(stderr, "Sources have changed: run `yardmaster gen`.");
  } finally {
    dispose();
  }
});
test("leaves unsafe ones to people", async () => {
  const text = wrong.replace("issues", "{ issues: { types: [opend] } }").replaceAll("${{", "$ {{");
  const { run, read, dispose } = makeRepository({ [file]: text });
  try {
    const { stdout, stderr } = await run(["lint", "--fix"]);
    assert.match(stdout, "fix: ");
    assert.not.match(stderr, "made");
    assert.is(read(file), text);
  } finally {
    dispose();
  }
});
test.run();
